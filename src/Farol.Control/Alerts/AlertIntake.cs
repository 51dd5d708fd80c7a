using Farol.Access.Accounts;
using Farol.Access.Roles;
using Farol.Control.LiveFeed;

namespace Farol.Control.Alerts;

/// <summary>Takes messages: one alert a fingerprint, the newest word about it kept, and told on the channel <c>status</c> when it changes.</summary>
internal sealed class AlertIntake(AlertStore store, AlertOptions options, ITenants tenants, IControlFeed feed, TimeProvider time)
{
    private const string Resolved = "resolved";
    private const string TenantLabel = "tenant";

    public async Task<WebhookAnswer> TakeAsync(WebhookPayload payload, CancellationToken cancellationToken)
    {
        // The last word of a message about one alert counts.
        var alerts = payload.Alerts!.GroupBy(a => a.Fingerprint!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var news = new HashSet<string>(StringComparer.Ordinal);
        var changed = await store.MergeAsync(
            [.. alerts.Keys],
            (fingerprint, before) =>
            {
                var next = Merge(before, alerts[fingerprint], payload, time.GetUtcNow());
                if (next is not null && (before is null || before.Status != next.Status || before.StartsAt != next.StartsAt))
                {
                    news.Add(fingerprint);
                }

                return next;
            },
            options.MaxAlerts,
            cancellationToken);
        foreach (var alert in changed.Where(a => news.Contains(a.Fingerprint)))
        {
            Tell(alert);
        }

        return new WebhookAnswer(true, payload.Alerts!.Count, changed.Count, alerts.Count - changed.Count);
    }

    public void Tell(AlertBody alert) =>
        feed.Publish(FeedChannels.Status, alert.TenantId == PlatformTenant.Id ? null : alert.TenantId, FeedChannels.Alert, alert);

    /// <summary>Null: it came late, and what is stored knows more.</summary>
    private AlertBody? Merge(AlertBody? before, WebhookAlert said, WebhookPayload payload, DateTimeOffset now)
    {
        var isResolved = said.Status == Resolved;

        // A message that is sent again after its alert has ended says "firing" with the same beginning; one that fires anew has a later one.
        if (before is not null && (said.StartsAt < before.StartsAt || (said.StartsAt == before.StartsAt && before.Status == Resolved && !isResolved)))
        {
            return null;
        }

        var labels = said.Labels ?? new Dictionary<string, string>();
        var isNew = before is null || said.StartsAt > before.StartsAt;
        var next = new AlertBody
        {
            Id = before?.Id ?? Guid.CreateVersion7(now).ToString("N"),
            TenantId = TenantOf(labels),
            Fingerprint = said.Fingerprint!,
            Status = said.Status!,
            Name = labels.GetValueOrDefault("alertname") ?? "",
            Severity = labels.GetValueOrDefault("severity"),
            Labels = labels,
            Annotations = said.Annotations ?? new Dictionary<string, string>(),
            StartsAt = said.StartsAt,
            EndsAt = isResolved && said.EndsAt > said.StartsAt ? said.EndsAt : isResolved ? now : null,
            GeneratorUrl = said.GeneratorUrl,
            GroupKey = payload.GroupKey,
            Receiver = payload.Receiver,
            TruncatedAlerts = payload.TruncatedAlerts,
            FirstSeen = before?.FirstSeen ?? now,
            LastSeen = now,
            Received = (before?.Received ?? 0) + 1,
            Occurrences = (before?.Occurrences ?? 0) + (isNew ? 1 : 0),
            SilenceId = before?.SilenceId,
            SilencedUntil = before?.SilencedUntil,
            SilenceUrl = before?.SilenceUrl,
        };

        // Whoever looked after it before it ended does not look after the next one.
        return isNew ? next : next with
        {
            Acknowledged = before!.Acknowledged,
            AcknowledgedBy = before.AcknowledgedBy,
            AcknowledgedAt = before.AcknowledgedAt,
            Comment = before.Comment,
        };
    }

    /// <summary>An alert about a tenant's own figures is shown to it: the label says whose.</summary>
    private string TenantOf(IReadOnlyDictionary<string, string> labels) =>
        labels.GetValueOrDefault(TenantLabel) is { Length: > 0 } tenant && tenants.IsServed(tenant) ? tenant : PlatformTenant.Id;
}
