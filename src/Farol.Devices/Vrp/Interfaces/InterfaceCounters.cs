namespace Farol.Devices.Vrp.Interfaces;

/// <summary>
/// The counters of one direction. A kind that the text does not print is null, never 0. All but <see cref="Bytes"/> count packets.
/// </summary>
public sealed record InterfaceCounters
{
    public long? Bytes { get; init; }

    public long? Packets { get; init; }

    public long? Unicast { get; init; }

    public long? Multicast { get; init; }

    public long? Broadcast { get; init; }

    public long? Jumbo { get; init; }

    public long? Crc { get; init; }

    public long? Symbol { get; init; }

    public long? Overrun { get; init; }

    public long? InRangeLength { get; init; }

    public long? LongPacket { get; init; }

    public long? Jabber { get; init; }

    public long? Alignment { get; init; }

    public long? Fragment { get; init; }

    public long? UndersizedFrame { get; init; }

    /// <summary>RxPause or TxPause.</summary>
    public long? Pause { get; init; }

    public long? Lost { get; init; }

    public long? Overflow { get; init; }

    public long? Underrun { get; init; }

    public long? System { get; init; }

    public long? UnknownVlan { get; init; }

    /// <summary>"Total Error" or "N errors".</summary>
    public long? Errors { get; init; }

    /// <summary>"N drops" or "Discard".</summary>
    public long? Drops { get; init; }
}
