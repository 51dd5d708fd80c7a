namespace Farol.Gateway.Hosting;

/// <summary>A listening socket and the loops that accept from it.</summary>
internal sealed record OpenListener(int Socket, int Port, ListenerPort[] Ports);
