namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// Everything about one session, from "display access-user" by user id, MAC, IP address or with "verbose". Times are the router's local ones.
/// Upstream is what the router calls inbound and up: from the subscriber. What the output does not say is null.
/// </summary>
public sealed record SubscriberDetails
{
    public long? UserId { get; internal set; }

    /// <summary>"Used", "Used/Active".</summary>
    public string? State { get; internal set; }

    /// <summary>The whole login; may contain blanks (IPoE sessions named by option 82).</summary>
    public string? Username { get; internal set; }

    public string? Domain { get; internal set; }

    /// <summary>"PPPoE", "IPOE", "Telnet"…</summary>
    public string? AccessType { get; internal set; }

    public string? AuthenticationType { get; internal set; }

    public string? AuthenticationMethod { get; internal set; }

    public string? AuthenticationResult { get; internal set; }

    public string? AccountingMethod { get; internal set; }

    public string? AccountingState { get; internal set; }

    public string? AccountingSessionId { get; internal set; }

    public string? RadiusTemplate { get; internal set; }

    public string? CallingStationId { get; internal set; }

    public string? Interface { get; internal set; }

    public string? PhysicalInterface { get; internal set; }

    public int? PeVlan { get; internal set; }

    public int? CeVlan { get; internal set; }

    public string? Slot { get; internal set; }

    /// <summary>As the router writes it.</summary>
    public string? Mac { get; internal set; }

    /// <summary>As "aa:bb:cc:dd:ee:ff".</summary>
    public string? MacAddress { get; internal set; }

    public string? AgentCircuitId { get; internal set; }

    public string? AgentRemoteId { get; internal set; }

    public string? IpAddress { get; internal set; }

    public string? IpNetmask { get; internal set; }

    public string? Gateway { get; internal set; }

    public string? PrimaryDns { get; internal set; }

    public string? SecondaryDns { get; internal set; }

    /// <summary>With its prefix length where the router writes one.</summary>
    public string? Ipv6Address { get; internal set; }

    public string? Ipv6InterfaceId { get; internal set; }

    public string? Ipv6LinkLocalAddress { get; internal set; }

    /// <summary>The prefix of the link to the subscriber's router, given by router advertisement.</summary>
    public string? Ipv6NdraPrefix { get; internal set; }

    /// <summary>The prefix delegated to the subscriber's own network.</summary>
    public string? Ipv6PdPrefix { get; internal set; }

    public string? Ipv6Duid { get; internal set; }

    public string? Ipv6PrimaryDns { get; internal set; }

    public string? Ipv6SecondaryDns { get; internal set; }

    public string? VpnInstance { get; internal set; }

    public int? Mtu { get; internal set; }

    public int? Ipv6Mtu { get; internal set; }

    public DateTime? AccessStartedAt { get; internal set; }

    public DateTime? AccountingStartedAt { get; internal set; }

    public long? OnlineSeconds { get; internal set; }

    public DateTime? LeaseStartedAt { get; internal set; }

    public DateTime? LeaseEndsAt { get; internal set; }

    public long? LeaseRemainingSeconds { get; internal set; }

    public DateTime? Ipv6LeaseStartedAt { get; internal set; }

    public DateTime? Ipv6LeaseEndsAt { get; internal set; }

    public long? Ipv6LeaseRemainingSeconds { get; internal set; }

    public SubscriberRates Rates { get; } = new();

    public SubscriberTraffic Traffic { get; } = new();

    public SubscriberShaping Shaping { get; } = new();

    public IReadOnlyList<FramedRoute> FramedRoutes { get; internal set; } = [];

    /// <summary>Ports of the shared public address, first and last.</summary>
    public int? NatFirstPort { get; internal set; }

    public int? NatLastPort { get; internal set; }

    /// <summary>Every line of the output under the router's own key.</summary>
    public IReadOnlyList<AccessAttribute> Attributes { get; internal set; } = [];
}
