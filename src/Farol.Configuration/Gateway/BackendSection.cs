namespace Farol.Configuration.Gateway;

/// <summary>One backend of a pool.</summary>
public sealed record BackendSection
{
    /// <summary>Unique over the file and lasting: connections, health and counters hang on it. None given: <c>pool/address</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary><c>host:port</c>, <c>192.0.2.1:8080</c> or <c>[2001:db8::1]:8080</c>; a name is resolved again and again.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its share beside the others of its tier.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Where it stands, for <c>geo_proximity</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Tier: 0 is used while it can, 1 when 0 cannot, and so on.</summary>
    public int Priority { get; init; }

    /// <summary>Requests in flight; null: the pool's.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Takes no new sessions; those it has go on.</summary>
    public bool Drain { get; init; }

    /// <summary>Null: the pool's.</summary>
    public HealthCheckSection? HealthCheck { get; init; }
}
