namespace Farol.Monitor.Pppoe;

/// <summary>GET /api/pppoe_stats.</summary>
public sealed record PppoePayload(PppoeStats Stats, PppoeData Data);
