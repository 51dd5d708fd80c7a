using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>
/// One interface. Rates are means over <see cref="RateIntervalSeconds"/>; counters grow since <see cref="StatisticsClearedTime"/> or,
/// when that is null, since start.
/// </summary>
public sealed record InterfaceDetail
{
    /// <summary>"GigabitEthernet1/0/0", "Eth-Trunk1.100", "NULL0".</summary>
    public required string Name { get; init; }

    /// <summary>The index that SNMP uses; VRP 8 only.</summary>
    public long? IfIndex { get; init; }

    /// <summary>Physical state: "up" or "down".</summary>
    public required string Status { get; init; }

    /// <summary>"administratively down", "transceiver offline"; null when none is given.</summary>
    public string? StatusReason { get; init; }

    /// <summary>Protocol state: "up" or "down".</summary>
    public string? Protocol { get; init; }

    /// <summary>"spoofing".</summary>
    public string? ProtocolReason { get; init; }

    /// <summary>When the protocol last came up, in the router's own zone.</summary>
    public DateTime? LastProtocolUpTime { get; init; }

    /// <summary>"GOOD".</summary>
    public string? LinkQuality { get; init; }

    /// <summary>Null when the interface has none.</summary>
    public string? Description { get; init; }

    /// <summary>Bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>The first address with its mask: "10.220.14.21/30".</summary>
    public string? IpAddress { get; init; }

    /// <summary>All addresses.</summary>
    public ImmutableArray<string> IpAddresses { get; init; } = [];

    /// <summary>"f098-38a8-e3f0".</summary>
    public string? MacAddress { get; init; }

    /// <summary>The bandwidth that utilisation refers to: port speed, or what is up of a trunk.</summary>
    public long? SpeedBps { get; init; }

    /// <summary>"full" or "half".</summary>
    public string? Duplex { get; init; }

    public DateTime? LastPhysicalUpTime { get; init; }

    public DateTime? LastPhysicalDownTime { get; init; }

    /// <summary>The router's clock when it answered, in its own zone: what counter differences are divided by.</summary>
    public DateTime? SystemTime { get; init; }

    /// <summary>When the counters were last reset; null for "never".</summary>
    public DateTime? StatisticsClearedTime { get; init; }

    public int? RateIntervalSeconds { get; init; }

    /// <summary>Bits per second received.</summary>
    public long? InBps { get; init; }

    /// <summary>Bits per second sent.</summary>
    public long? OutBps { get; init; }

    public long? InPacketsPerSecond { get; init; }

    public long? OutPacketsPerSecond { get; init; }

    /// <summary>Percent of the bandwidth.</summary>
    public double? UtilizationIn { get; init; }

    /// <summary>Percent of the bandwidth.</summary>
    public double? UtilizationOut { get; init; }

    public long? InPeakBps { get; init; }

    public DateTime? InPeakTime { get; init; }

    public long? OutPeakBps { get; init; }

    public DateTime? OutPeakTime { get; init; }

    /// <summary>The router's own total of received errors; null where it prints only the single kinds, see <see cref="Input"/>.</summary>
    public long? InErrors { get; init; }

    public long? OutErrors { get; init; }

    /// <summary>Null when no input counters are printed.</summary>
    public InterfaceCounters? Input { get; init; }

    public InterfaceCounters? Output { get; init; }

    public double? RxPowerDbm { get; init; }

    public double? TxPowerDbm { get; init; }

    public Transceiver? Transceiver { get; init; }

    /// <summary>The ports of a trunk.</summary>
    public ImmutableArray<TrunkMember> Members { get; init; } = [];
}
