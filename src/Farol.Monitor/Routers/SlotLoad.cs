namespace Farol.Monitor.Routers;

/// <summary>How busy the processor of a slot is, in percent.</summary>
internal sealed record SlotLoad(string Slot, double Cpu);
