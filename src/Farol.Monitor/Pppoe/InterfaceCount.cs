namespace Farol.Monitor.Pppoe;

/// <summary>Subscribers online on an interface.</summary>
public sealed record InterfaceCount(string Interface, int Online);
