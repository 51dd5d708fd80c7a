namespace Farol.Devices.Vrp.Routing;

/// <summary>One neighbour.</summary>
public sealed record BgpPeer
{
    /// <summary>IPv4 or IPv6 address.</summary>
    public required string Peer { get; init; }

    /// <summary>BGP version, 4.</summary>
    public int? Version { get; init; }

    /// <summary>The neighbour's AS as one number.</summary>
    public long? As { get; init; }

    public long? MessagesReceived { get; init; }

    public long? MessagesSent { get; init; }

    /// <summary>Messages waiting to be sent.</summary>
    public long? OutQueue { get; init; }

    /// <summary>How long the session is up, or down: as printed, "0841h32m".</summary>
    public string? UpDown { get; init; }

    public long? UpDownSeconds { get; init; }

    /// <summary>"Established", "Idle", "Idle(Admin)", "Connect", "Active", "No neg".</summary>
    public required string State { get; init; }

    /// <summary>Prefixes received.</summary>
    public long? PrefixesReceived { get; init; }

    /// <summary>Null for the public instance.</summary>
    public string? VpnInstance { get; init; }

    /// <summary>True for a neighbour that was not configured one by one ("*").</summary>
    public bool Dynamic { get; init; }
}
