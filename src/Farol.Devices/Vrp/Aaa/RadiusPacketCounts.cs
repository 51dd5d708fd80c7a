using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>Counters of one kind of RADIUS packets; null where the kind has no such counter.</summary>
public sealed record RadiusPacketCounts
{
    public long? Requests { get; internal set; }

    public long? Retransmissions { get; internal set; }

    /// <summary>Answers to accounting.</summary>
    public long? Responses { get; internal set; }

    /// <summary>Logins accepted.</summary>
    public long? Accepts { get; internal set; }

    /// <summary>Logins rejected.</summary>
    public long? Rejects { get; internal set; }

    /// <summary>Changes or disconnections that the router carried out.</summary>
    public long? Acks { get; internal set; }

    public long? Naks { get; internal set; }

    public long? Timeouts { get; internal set; }

    public long? NoReply { get; internal set; }

    public long? Dropped { get; internal set; }

    public long? BadAuthenticators { get; internal set; }

    /// <summary>Every counter under the router's own name.</summary>
    public IReadOnlyList<NamedCount> Counters { get; internal set; } = [];
}
