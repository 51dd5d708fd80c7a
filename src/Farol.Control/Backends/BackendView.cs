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

    /// <summary>Since when it is so; null: nobody has judged it yet.</summary>
    public DateTimeOffset? HealthSince { get; init; }

    /// <summary>Who says so: active (checks), passive (traffic), breaker, operator or drain; null while nobody does.</summary>
    public string? HealthAuthority { get; init; }

    /// <summary>The gateway that says so.</summary>
    public string? HealthGateway { get; init; }

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

    /// <summary>Milliseconds until the first byte that half of the last minute's requests stayed below; null: there were none.</summary>
    public double? P50ResponseTime { get; init; }

    /// <summary>The same of 99 in a hundred.</summary>
    public double? P99ResponseTime { get; init; }

    /// <summary>Percent of the requests of the last minute that failed; null: there were none.</summary>
    public double? ErrorRate { get; init; }

    public long? RequestsTotal { get; init; }

    /// <summary>Bytes that it was sent since the gateways' start.</summary>
    public long? BytesInTotal { get; init; }

    /// <summary>Bytes that it answered.</summary>
    public long? BytesOutTotal { get; init; }

    public DateTimeOffset? LastCheck { get; init; }

    public string? LastError { get; init; }

    /// <summary>Its own check; null: the pool's.</summary>
    public JsonNode? HealthCheck { get; init; }

    /// <summary>The entity tag without quotes: changes when what is configured changes.</summary>
    public required string Version { get; init; }

    /// <summary>api, file, or demonstration.</summary>
    public required string ManagedBy { get; init; }

    /// <summary>The file that describes it; null: it is not a file's.</summary>
    public string? File { get; init; }

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
