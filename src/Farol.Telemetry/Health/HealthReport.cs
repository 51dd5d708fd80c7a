using System.Text.Json.Serialization;

namespace Farol.Telemetry.Health;

/// <summary>The whole program's health: the body of <c>/health</c>.</summary>
public sealed record HealthReport
{
    /// <summary><c>healthy</c>, <c>degraded</c>, or <c>unhealthy</c> when it cannot serve.</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("timestamp")]
    public required DateTimeOffset Timestamp { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("uptime_seconds")]
    public required long UptimeSeconds { get; init; }

    /// <summary>As <see cref="UptimeSeconds"/>, by the name that clients of the load balancer know.</summary>
    [JsonPropertyName("uptime")]
    public long Uptime => UptimeSeconds;

    [JsonPropertyName("components")]
    public required IReadOnlyDictionary<string, ComponentHealth> Components { get; init; }

    /// <summary>What else an installation tells, beside the fields above.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();

    /// <summary>False when a required component has failed: answered with 503.</summary>
    [JsonIgnore]
    public bool CanServe => Status != "unhealthy";
}
