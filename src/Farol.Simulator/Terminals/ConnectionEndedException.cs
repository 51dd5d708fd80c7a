namespace Farol.Simulator.Terminals;

/// <summary>The client's connection is over; its thread unwinds with this.</summary>
internal sealed class ConnectionEndedException(string reason) : Exception(reason);
