using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>
/// Counters of PPPoE discovery and sessions of one slot or interface, since they were last reset. What the version does not print is null.
/// </summary>
public sealed record PppoeStatistics
{
    public string? Slot { get; internal set; }

    public string? Interface { get; internal set; }

    public long? ActiveSessions { get; internal set; }

    public long? TotalSessions { get; internal set; }

    public long? PadiReceived { get; internal set; }

    public long? PadiDiscarded { get; internal set; }

    public long? PadoSent { get; internal set; }

    public long? PadrReceived { get; internal set; }

    public long? PadrDiscarded { get; internal set; }

    public long? PadsSent { get; internal set; }

    public long? NullPadsSent { get; internal set; }

    public long? PadtReceived { get; internal set; }

    public long? PadtSent { get; internal set; }

    public long? PadtDiscarded { get; internal set; }

    public long? SessionPacketsReceived { get; internal set; }

    public long? SessionPacketsSent { get; internal set; }

    public long? SessionPacketsDiscarded { get; internal set; }

    public long? PacketsReceived { get; internal set; }

    public long? PacketsDiscarded { get; internal set; }

    public long? InvalidPackets { get; internal set; }

    /// <summary>Every counter under the router's own name, the invalid packets by kind among them.</summary>
    public IReadOnlyList<NamedCount> Counters { get; internal set; } = [];
}
