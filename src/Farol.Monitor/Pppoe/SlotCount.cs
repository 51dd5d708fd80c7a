namespace Farol.Monitor.Pppoe;

/// <summary>Subscribers online on a slot.</summary>
public sealed record SlotCount(string Slot, int Online);
