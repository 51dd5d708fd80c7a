namespace Farol.Devices.Vrp.Interfaces;

/// <summary>One interface with its IPv4 address.</summary>
public sealed record IpInterface
{
    public required string Name { get; init; }

    /// <summary>With its mask: "10.1.1.1/24". Null for "unassigned".</summary>
    public string? IpAddress { get; init; }

    /// <summary>Physical state: "up" or "down".</summary>
    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    /// <summary>Protocol state: "up" or "down".</summary>
    public string? Protocol { get; init; }

    public string? ProtocolReason { get; init; }

    /// <summary>The VPN instance, possibly cut by the router ("l3vpn..."); null for the public one.</summary>
    public string? VpnInstance { get; init; }

    public long? SpeedBps { get; init; }
}
