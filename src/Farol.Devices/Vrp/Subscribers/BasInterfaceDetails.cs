namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The settings of one interface that takes subscribers; the rest is in <see cref="Attributes"/>.</summary>
public sealed record BasInterfaceDetails
{
    public string? Interface { get; internal set; }

    public string? AccessType { get; internal set; }

    public string? State { get; internal set; }

    public string? AuthenticationDomain { get; internal set; }

    public string? PreAuthenticationDomain { get; internal set; }

    /// <summary>"ppp", "bind", "web"…; several are joined as the router joins them.</summary>
    public string? AuthenticationMethod { get; internal set; }

    public int? AccessLimit { get; internal set; }

    public int? Online { get; internal set; }

    public IReadOnlyList<AccessAttribute> Attributes { get; internal set; } = [];
}
