using Farol.Devices.Vrp.Aaa;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Polling;

namespace Farol.Monitor.Pppoe;

/// <summary>Counts the reasons in the router's failure and offline records, less often than the rest: these listings are long.</summary>
internal sealed class RecordWatch(RouterReader reader, TimeSpan interval, TimeProvider time)
{
    private const int MaxReasons = 20;

    private DateTimeOffset? _readAt;

    /// <summary>Subscribers by domain from the long summary, for routers that do not know "display domain".</summary>
    public IReadOnlyList<DomainOnline> Domains { get; private set; } = [];

    public RecordReasons Reasons { get; private set; } = RecordReasons.None;

    /// <summary>The next reading is due at once: somebody wants to know where subscribers went.</summary>
    public void Forget() => _readAt = null;

    /// <param name="needsDomains">No cheaper command tells the domains.</param>
    public async Task ReadIfDueAsync(bool needsDomains, CancellationToken cancellationToken)
    {
        if (_readAt is { } at && time.GetUtcNow() - at < interval)
        {
            return;
        }

        var failures = await reader.TryAsync("display aaa online-fail-record brief", text => AaaRecordsParser.Parse(text), PollBounds.Records, cancellationToken);
        var offline = await reader.TryAsync("display aaa offline-record brief", text => AaaRecordsParser.Parse(text), PollBounds.Records, cancellationToken);
        if (needsDomains)
        {
            var summary = await reader.TryAsync(OnlineSummaryParser.Command, text => OnlineSummaryParser.Parse(text), PollBounds.Summary, cancellationToken);
            Domains = summary?.Domains ?? [];
        }

        Reasons = new RecordReasons(Count(failures), Count(offline));
        _readAt = time.GetUtcNow();
    }

    private static IReadOnlyList<ReasonCount> Count(AaaRecords? records) =>
    [
        .. (records?.Records ?? [])
            .Where(r => r.Reason is not null)
            .GroupBy(r => r.Reason!, StringComparer.Ordinal)
            .Select(g => new ReasonCount(g.Key, g.Count()))
            .OrderByDescending(r => r.Count)
            .Take(MaxReasons),
    ];
}
