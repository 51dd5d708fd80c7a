namespace Farol.Configuration.Gateway;

/// <summary>Everything that steers the gateway, validated and immutable; documents with the same content are equal. Holds secrets: never log it whole.</summary>
public sealed record GatewayDocument
{
    public static readonly GatewayDocument Empty = new();

    /// <summary>None given: 80, and 443 where there are certificates.</summary>
    public ValueList<ListenerSection> Listeners { get; init; } = [];

    public ValueList<CertificateSection> Certificates { get; init; } = [];

    public ValueList<PoolSection> Pools { get; init; } = [];

    public ValueList<RouteSection> Routes { get; init; } = [];

    public ValueList<TenantSection> Tenants { get; init; } = [];

    /// <summary>What holds for the whole gateway.</summary>
    public GlobalSection Gateway { get; init; } = new();

    /// <summary>Answers to challenges of certificate orders under way; only the control plane writes them.</summary>
    public ValueList<AcmeChallengeSection> AcmeChallenges { get; init; } = [];

    /// <summary>Clients that are refused before anything else; only the control plane writes them.</summary>
    public ValueList<BlockSection> Blocks { get; init; } = [];

    public override string ToString() => $"{Listeners.Count} listeners, {Pools.Count} pools, {Routes.Count} routes";
}
