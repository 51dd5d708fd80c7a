using System.Text.Json.Serialization;

namespace Farol.Control.Security.Events;

/// <summary>One security event as the API and the channel <c>security</c> show it.</summary>
public sealed record SecurityEventBody
{
    public required string Id { get; init; }

    /// <summary>attack, blocked, suspicious or allowed.</summary>
    public required string Type { get; init; }

    /// <summary>info, low, medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>The address that it came from; null: unknown.</summary>
    public required string? Source { get; init; }

    /// <summary>What it was aimed at; null: nothing in particular.</summary>
    public required string? Target { get; init; }

    /// <summary>What saw it.</summary>
    public required string Rule { get; init; }

    public required string Description { get; init; }

    /// <summary>When it, or the first of a burst of equal ones, happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Where the address is, two letters (ISO 3166-1); null: FAROL_COUNTRY_FILE is not set, or does not know it.</summary>
    public string? Country { get; init; }

    public required bool Blocked { get; init; }

    /// <summary>0 to 100 by <see cref="RiskRule"/>; null: the source is unknown, or the event is no risk.</summary>
    public required int? RiskScore { get; init; }

    /// <summary>Equal events within ten seconds are one with their number.</summary>
    public required long Count { get; init; }

    /// <summary>When the last of them happened.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Whose it is; the installation's own say <c>platform</c>.</summary>
    [JsonPropertyName("tenant")]
    public required string TenantId { get; init; }
}
