using System.Text.Json.Serialization;

namespace Farol.Control.Alerts;

/// <summary>One alert of a message.</summary>
internal sealed record WebhookAlert
{
    public string? Status { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The year 1 while it fires.</summary>
    public DateTimeOffset EndsAt { get; init; }

    [JsonPropertyName("generatorURL")]
    public string? GeneratorUrl { get; init; }

    public string? Fingerprint { get; init; }
}
