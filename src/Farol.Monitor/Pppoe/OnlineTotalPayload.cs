namespace Farol.Monitor.Pppoe;

/// <summary>GET /api/online_total: how many subscribers are online. What the router does not say is null.</summary>
public sealed record OnlineTotalPayload
{
    public required int? OnlineTotal { get; init; }

    /// <summary>The stored 24-hour maximum.</summary>
    public required long? PeakUsers { get; init; }

    public required OnlineTotalData Data { get; init; }
}
