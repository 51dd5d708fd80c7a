namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The settings of one AAA domain that a monitor needs; the rest is in <see cref="Attributes"/>.</summary>
public sealed record DomainDetails
{
    public string Domain { get; internal set; } = "";

    public string? State { get; internal set; }

    public int? AccessLimit { get; internal set; }

    public int? Online { get; internal set; }

    public string? AuthenticationScheme { get; internal set; }

    public string? AccountingScheme { get; internal set; }

    public string? AuthorizationScheme { get; internal set; }

    public string? RadiusTemplate { get; internal set; }

    public string? PrimaryDns { get; internal set; }

    public string? SecondaryDns { get; internal set; }

    public string? InboundQosProfile { get; internal set; }

    public string? OutboundQosProfile { get; internal set; }

    public IReadOnlyList<string> IpPools { get; internal set; } = [];

    public IReadOnlyList<string> Ipv6Pools { get; internal set; } = [];

    /// <summary>Every line of the output under the router's own key.</summary>
    public IReadOnlyList<AccessAttribute> Attributes { get; internal set; } = [];
}
