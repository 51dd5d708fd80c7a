using System.Net;

namespace Farol.Configuration.Gateway;

/// <summary><c>gateway:</c>: what holds for the gateway as a whole.</summary>
public sealed record GlobalSection
{
    /// <summary>Event loops; 0: one for each processor.</summary>
    public int Loops { get; init; }

    public EventLoopKind EventLoop { get; init; }

    /// <summary>Proxies in front whose forwarded headers and PROXY protocol are believed; none: nobody's.</summary>
    public ValueList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Who is told by <c>X-Farol-Debug</c> why a request went where it went; none: nobody, since it names backends.</summary>
    public ValueList<IPNetwork> DebugNetworks { get; init; } = [];

    /// <summary>Where requests for a host go that no route knows; null: 421, since another's content is worse than none.</summary>
    public string? DefaultPool { get; init; }

    public ClientTimeoutsSection Timeouts { get; init; } = new();

    public LimitsSection Limits { get; init; } = new();

    public AccessLogSection AccessLog { get; init; } = new();

    public ForwardedHeadersSection ForwardedHeaders { get; init; } = new();

    /// <summary>Held against every request before those of its route.</summary>
    public ValueList<RateLimitSection> RateLimits { get; init; } = [];

    /// <summary>Where a route has none of its own.</summary>
    public ValueList<ErrorPageSection> ErrorPages { get; init; } = [];

    /// <summary>How often names of backends are resolved again: resolvers do not tell programs how long an answer lasts.</summary>
    public TimeSpan ResolveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The region that this gateway stands in, for <c>geo_proximity</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Header in which a trusted proxy tells the client's region, for <c>geo_proximity</c>; nobody else is believed.</summary>
    public string? RegionHeader { get; init; }

    /// <summary>MaxMind file of places of addresses, for <c>geo_proximity</c>.</summary>
    public string? GeoDatabase { get; init; }

    /// <summary>Signs sticky cookies; null: a key of this installation's own. Gateways that share clients share it. Secret.</summary>
    public string? StickySecret { get; init; }

    public override string ToString() => $"gateway settings ({Loops} loops)";
}
