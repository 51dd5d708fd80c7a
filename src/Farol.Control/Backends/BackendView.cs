using System.Text.Json.Nodes;

namespace Farol.Control.Backends;

/// <summary>One backend as the API and the channel <c>backends</c> show it. What nobody knows yet is null.</summary>
internal sealed record BackendView
{
    /// <summary><c>pool/address</c> unless it was given.</summary>
    public required string Id { get; init; }

    public required string Address { get; init; }

    public required string Pool { get; init; }

    public required string Tenant { get; init; }

    /// <summary>online, offline or draining; null: no gateway has judged it yet.</summary>
    public string? Status { get; init; }

    /// <summary>healthy, unhealthy, set_aside, on_trial or disabled, by the gateway that thinks least of it.</summary>
    public string? Health { get; init; }

    public int Weight { get; init; }

    public string? Region { get; init; }

    public int Priority { get; init; }

    public int? MaxConnections { get; init; }

    public bool Drain { get; init; }

    /// <summary>Open connections of all gateways.</summary>
    public long? Connections { get; init; }

    /// <summary>Requests that it is working on.</summary>
    public long? InFlight { get; init; }

    /// <summary>Milliseconds until the first byte, as gateways measured it last, weighed by their requests.</summary>
    public double? ResponseTime { get; init; }

    /// <summary>Percent of the requests of the last minute that failed; null: there were none.</summary>
    public double? ErrorRate { get; init; }

    public long? RequestsTotal { get; init; }

    public DateTimeOffset? LastCheck { get; init; }

    public string? LastError { get; init; }

    /// <summary>Its own check; null: the pool's.</summary>
    public JsonNode? HealthCheck { get; init; }

    /// <summary>The entity tag without quotes: changes when what is configured changes.</summary>
    public required string Version { get; init; }

    /// <summary>api, file, or demonstration.</summary>
    public required string ManagedBy { get; init; }

    /// <summary>The revision that made it what it should be; null: it stands in no revision that is kept.</summary>
    public long? DesiredRevision { get; init; }

    /// <summary>Since when every linked gateway has it so; null: not yet, or no gateway is linked.</summary>
    public DateTimeOffset? InForceSince { get; init; }

    /// <summary>Why it is not in force; null: nothing is known against it.</summary>
    public string? Error { get; init; }

    /// <summary>The pool was made for it, since there was none of this name.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public bool? PoolCreated { get; init; }
}
