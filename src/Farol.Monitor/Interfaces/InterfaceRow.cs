namespace Farol.Monitor.Interfaces;

/// <summary>One interface of GET /api/interfaces_status. What the router does not say is null.</summary>
public sealed record InterfaceRow
{
    public required string Name { get; init; }

    /// <summary>Physical state: "up" or "down".</summary>
    public required string Status { get; init; }

    /// <summary>"administratively down" and the like; null without a reason.</summary>
    public required string? StatusReason { get; init; }

    /// <summary>Protocol state: "up" or "down".</summary>
    public required string? Protocol { get; init; }

    /// <summary>With its mask.</summary>
    public required string? IpAddress { get; init; }

    public required string? Description { get; init; }

    /// <summary>Percent, as the router reckons it over its own interval.</summary>
    public required double? UtilizationIn { get; init; }

    /// <inheritdoc cref="UtilizationIn"/>
    public required double? UtilizationOut { get; init; }

    /// <summary>From counters, over our own interval; null for interfaces that are not polled in full.</summary>
    public required double? InBps { get; init; }

    /// <inheritdoc cref="InBps"/>
    public required double? OutBps { get; init; }

    /// <summary>Packets with errors since the counters were reset.</summary>
    public required long? InErrors { get; init; }

    /// <inheritdoc cref="InErrors"/>
    public required long? OutErrors { get; init; }

    /// <summary>Bits per second.</summary>
    public required long? SpeedBps { get; init; }

    /// <summary>When we last saw the status change; null while it has not changed since the program started.</summary>
    public required DateTimeOffset? LastChange { get; init; }

    /// <summary>The trunk that this port is a member of.</summary>
    public required string? Trunk { get; init; }

    /// <summary>The ports of a trunk.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    public required double? RxPowerDbm { get; init; }

    public required double? TxPowerDbm { get; init; }

    /// <summary>True for a port that ROUTER_UPLINKS marks.</summary>
    public required bool IsUplink { get; init; }

    public required DateTimeOffset LastUpdate { get; init; }
}
