using System.Text.Json.Serialization;

namespace Farol.Control.Alerts;

/// <summary>What Alertmanager sends, version 4 (prometheus.io/docs/alerting/latest/configuration/#webhook_config). Keys that are not known here are passed over.</summary>
internal sealed record WebhookPayload
{
    public string? Version { get; init; }

    public string? GroupKey { get; init; }

    public long TruncatedAlerts { get; init; }

    public string? Receiver { get; init; }

    [JsonPropertyName("externalURL")]
    public string? ExternalUrl { get; init; }

    public IReadOnlyList<WebhookAlert>? Alerts { get; init; }
}
