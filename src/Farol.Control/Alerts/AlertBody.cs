using System.Text.Json.Serialization;

namespace Farol.Control.Alerts;

/// <summary>One alert, as the API and the channel <c>status</c> show it and as it is stored.</summary>
internal sealed record AlertBody
{
    public required string Id { get; init; }

    [JsonPropertyName("tenant")]
    public required string TenantId { get; init; }

    /// <summary>Alertmanager's name for the labels together.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>firing or resolved.</summary>
    public required string Status { get; init; }

    public required string Name { get; init; }

    /// <summary>The label of that name; null: it has none.</summary>
    public string? Severity { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Null: it goes on.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public string? GeneratorUrl { get; init; }

    public string? GroupKey { get; init; }

    public string? Receiver { get; init; }

    /// <summary>Alerts of the group that Alertmanager left out of its last message.</summary>
    public long TruncatedAlerts { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Messages that named it.</summary>
    public required long Received { get; init; }

    /// <summary>How often it began.</summary>
    public required long Occurrences { get; init; }

    public bool Acknowledged { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? Comment { get; init; }

    /// <summary>At Alertmanager; null: nobody silenced it from here.</summary>
    public string? SilenceId { get; init; }

    public DateTimeOffset? SilencedUntil { get; init; }

    /// <summary>The silence in Alertmanager's own pages.</summary>
    public string? SilenceUrl { get; init; }
}
