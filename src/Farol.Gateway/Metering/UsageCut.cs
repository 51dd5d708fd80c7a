namespace Farol.Gateway.Metering;

/// <summary>
/// What was used since the last look. Whoever takes it keeps it until it is stored; what nobody takes adds up here, so nothing is lost and nothing
/// grows.
/// </summary>
internal sealed class UsageCut
{
    private readonly MeterReport _report;
    private readonly Dictionary<SeriesKey, MeteringRow> _taken = [];
    private long _takenAt;

    public UsageCut(MeterReport report)
    {
        _report = report;
        report.IsCharged = IsTaken;
    }

    /// <summary>Only series that were used; the others are not even looked at.</summary>
    public IReadOnlyList<MeteringRow> Take() => _report.Read(Take);

    private List<MeteringRow> Take(GatewayFigures figures)
    {
        var rows = new List<MeteringRow>();
        foreach (var series in figures.Series)
        {
            if (series.ChangedAt > _takenAt && Since(RowOf(series)) is { } used)
            {
                rows.Add(used);
            }
        }

        _takenAt = figures.Number;
        if (_taken.Count > figures.Series.Count)
        {
            var known = figures.Series.Select(s => s.Key).ToHashSet();
            foreach (var gone in _taken.Keys.Where(k => !known.Contains(k)))
            {
                _ = _taken.Remove(gone);
            }
        }

        return rows;
    }

    private MeteringRow? Since(MeteringRow now)
    {
        var before = _taken.GetValueOrDefault(now.Key);
        _taken[now.Key] = now;
        // A series that was forgotten and came back counts from nothing again.
        var used = before is not null && before.Requests <= now.Requests
            ? new MeteringRow(now.Key, now.Requests - before.Requests, now.BytesIn - before.BytesIn, now.BytesOut - before.BytesOut, now.Errors - before.Errors)
            : now;
        return used.Requests != 0 || used.BytesIn != 0 || used.BytesOut != 0 ? used : null;
    }

    private static MeteringRow RowOf(SeriesTotals totals) => new(totals.Key, totals.Requests, totals.BytesIn, totals.BytesOut, totals.Errors);

    /// <summary>Asked within a report, as taking is: one at a time.</summary>
    private bool IsTaken(SeriesTotals totals) => _taken.GetValueOrDefault(totals.Key) == RowOf(totals);
}
