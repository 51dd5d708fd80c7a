using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>Counters of PPP negotiation of one slot or interface, since they were last reset. What the version does not print is null.</summary>
public sealed record PppStatistics
{
    public string? Slot { get; internal set; }

    public string? Interface { get; internal set; }

    public long? EchoFailures { get; internal set; }

    public long? LcpRequestsReceived { get; internal set; }

    public long? LcpTerminationsReceived { get; internal set; }

    public long? LcpTerminationsSent { get; internal set; }

    public long? PapRequestsReceived { get; internal set; }

    public long? PapAccepted { get; internal set; }

    public long? PapRejected { get; internal set; }

    public long? ChapResponsesReceived { get; internal set; }

    public long? ChapAccepted { get; internal set; }

    public long? ChapRejected { get; internal set; }

    /// <summary>Every counter under the router's own name.</summary>
    public IReadOnlyList<NamedCount> Counters { get; internal set; } = [];
}
