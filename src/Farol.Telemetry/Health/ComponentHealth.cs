using System.Text.Json.Serialization;

namespace Farol.Telemetry.Health;

/// <summary>How a component is, why, and since when it has been so.</summary>
public sealed record ComponentHealth(
    [property: JsonPropertyName("status")] HealthState State,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("since")] DateTimeOffset Since);
