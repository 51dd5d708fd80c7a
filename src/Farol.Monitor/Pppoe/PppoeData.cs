namespace Farol.Monitor.Pppoe;

/// <summary>The <c>data</c> of GET /api/pppoe_stats. What the router does not say is null; a list that it does not know is empty.</summary>
public sealed record PppoeData
{
    /// <summary>Subscribers online, whatever their access.</summary>
    public required long? Total { get; init; }

    /// <summary>PPPoE sessions now.</summary>
    public required long? Active { get; init; }

    /// <summary>The stored 24-hour maximum.</summary>
    public required long? Peak { get; init; }

    public required long? PeakSinceStart { get; init; }

    public required long? Authenticated { get; init; }

    /// <summary>How many subscribers the router has room or licence for.</summary>
    public required long? MaxUsers { get; init; }

    public required IReadOnlyList<DomainCount> ByDomain { get; init; }

    public required IReadOnlyList<InterfaceCount> ByInterface { get; init; }

    public required IReadOnlyList<SlotCount> BySlot { get; init; }

    public required IReadOnlyDictionary<string, int> ByAccessType { get; init; }

    public required DiscoveryCounters? Discovery { get; init; }

    public required IReadOnlyList<ReasonCount> FailReasons { get; init; }

    public required IReadOnlyList<ReasonCount> OfflineReasons { get; init; }

    public required DateTimeOffset LastUpdate { get; init; }
}
