namespace Farol.Devices.Vrp.Interfaces;

/// <summary>One interface. A trunk's member, which the router prints again under its trunk, comes once, with <see cref="Trunk"/> set.</summary>
public sealed record InterfaceBriefRow
{
    /// <summary>Without the speed that tables add: "GigabitEthernet1/0/1.50", "50|100GE0/1/0".</summary>
    public required string Name { get; init; }

    /// <summary>Physical state: "up" or "down".</summary>
    public required string Status { get; init; }

    /// <summary>Why, in the legend's words: "administratively down", "standby", "loopback".</summary>
    public string? StatusReason { get; init; }

    /// <summary>Protocol state: "up" or "down"; null where the table has no such column.</summary>
    public string? Protocol { get; init; }

    /// <summary>"spoofing" for interfaces that are always up.</summary>
    public string? ProtocolReason { get; init; }

    /// <summary>Percent of the bandwidth in use, inbound; null for "--".</summary>
    public double? UtilizationIn { get; init; }

    /// <summary>Percent of the bandwidth in use, outbound.</summary>
    public double? UtilizationOut { get; init; }

    /// <summary>Packets received with errors since the counters were reset.</summary>
    public long? InErrors { get; init; }

    public long? OutErrors { get; init; }

    /// <summary>The speed printed behind the name or in its column.</summary>
    public long? SpeedBps { get; init; }

    /// <summary>The trunk this port is a member of.</summary>
    public string? Trunk { get; init; }
}
