using System.Collections.Concurrent;
using Farol.Store.Databases;

namespace Farol.Monitor.History;

/// <summary>Samples as rows of history.db.</summary>
internal sealed class SampleHistory(IHistoryDatabase database, MonitorOptions options, TimeProvider time) : IHistory
{
    private const int MaxRawSamples = 100_000;
    private const double BytesPerMegabyte = 1024 * 1024;

    /// <summary>Share of the samples that goes at once when the file is too large, so that pruning is rare.</summary>
    private const double PruneShare = 0.1;

    private readonly ConcurrentDictionary<(string Router, string Series), long> _series = new();

    public async Task AppendAsync(string routerId, DateTimeOffset at, IReadOnlyList<HistorySample> samples, CancellationToken cancellationToken)
    {
        if (samples.Count == 0)
        {
            return;
        }

        var ids = await database.WriteAsync(async unit =>
        {
            var rows = new List<Row>(samples.Count);
            foreach (var sample in samples)
            {
                rows.Add(new Row(await SeriesAsync(unit, routerId, sample.Series), at.ToUnixTimeMilliseconds(), sample.Value));
            }

            await unit.ExecuteAsync("INSERT OR REPLACE INTO history_sample (series_id, at_ms, value) VALUES (@SeriesId, @AtMs, @Value)", rows);
            return rows;
        }, cancellationToken);
        for (var i = 0; i < ids.Count; i++)
        {
            // Only what is committed: a unit that rolled back would leave an id that is not there.
            _series[(routerId, samples[i].Series)] = ids[i].SeriesId;
        }
    }

    public async Task<IReadOnlyList<HistoryPoint>> ReadAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var step = (long)query.Step.TotalMilliseconds;
        var from = query.From.ToUnixTimeMilliseconds();
        // A tuple: SQLite names no types for reckoned columns of an empty answer, and a record's constructor would not be found then.
        var found = await database.ReadAsync(unit => unit.QueryAsync<(long Number, double Mean, double Least, double Greatest)>("""
            SELECT (s.at_ms - @from) / @step AS Number, AVG(s.value) AS Mean, MIN(s.value) AS Least, MAX(s.value) AS Greatest
            FROM history_sample s JOIN history_series n ON n.id = s.series_id
            WHERE n.router_id = @router AND n.name = @series AND s.at_ms >= @from AND s.at_ms < @to
            GROUP BY 1
            """, new { router = query.RouterId, series = query.Series, from, to = query.To.ToUnixTimeMilliseconds(), step }), cancellationToken);
        var points = new HistoryPoint[query.Points];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new HistoryPoint(query.From + (i * query.Step), null, null, null);
        }

        foreach (var row in found.Where(r => r.Number < points.Length))
        {
            points[row.Number] = points[row.Number] with { Value = row.Mean, Minimum = row.Least, Maximum = row.Greatest };
        }

        return points;
    }

    public Task<IReadOnlyList<(DateTimeOffset At, double Value)>> ReadRawAsync(
        string routerId, string series, DateTimeOffset from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(DateTimeOffset, double)>>(async unit =>
        {
            var rows = await unit.QueryAsync<(long At, double Value)>("""
                SELECT s.at_ms, s.value FROM history_sample s JOIN history_series n ON n.id = s.series_id
                WHERE n.router_id = @router AND n.name = @series AND s.at_ms >= @from ORDER BY s.at_ms LIMIT @limit
                """, new { router = routerId, series, from = from.ToUnixTimeMilliseconds(), limit = MaxRawSamples });
            return [.. rows.Select(r => (DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.Value))];
        }, cancellationToken);

    public Task<IReadOnlyList<string>> ListSeriesAsync(string routerId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(async unit =>
            [.. await unit.QueryAsync<string>("SELECT name FROM history_series WHERE router_id = @routerId ORDER BY name", new { routerId })],
            cancellationToken);

    public Task<long> PruneAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(async unit =>
        {
            var limit = (time.GetUtcNow() - TimeSpan.FromDays(options.HistoryDays)).ToUnixTimeMilliseconds();
            long removed = await unit.ExecuteAsync("DELETE FROM history_sample WHERE at_ms < @limit", new { limit });
            var used = await unit.ScalarAsync<long>("SELECT (p.page_count - f.freelist_count) * s.page_size FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s");
            if (used > options.HistoryMaxMegabytes * BytesPerMegabyte)
            {
                removed += await RemoveOldestAsync(unit);
            }

            return removed;
        }, cancellationToken);

    private static async Task<long> RemoveOldestAsync(DatabaseUnit unit)
    {
        var range = await unit.FirstOrDefaultAsync<(long First, long Last)>("SELECT MIN(at_ms), MAX(at_ms) FROM history_sample");
        var limit = range.First + (long)((range.Last - range.First) * PruneShare);
        return await unit.ExecuteAsync("DELETE FROM history_sample WHERE at_ms <= @limit", new { limit });
    }

    private async Task<long> SeriesAsync(DatabaseUnit unit, string routerId, string name)
    {
        if (_series.TryGetValue((routerId, name), out var known))
        {
            return known;
        }

        await unit.ExecuteAsync("INSERT OR IGNORE INTO history_series (router_id, name) VALUES (@routerId, @name)", new { routerId, name });
        return await unit.ScalarAsync<long>("SELECT id FROM history_series WHERE router_id = @routerId AND name = @name", new { routerId, name });
    }

    private sealed record Row(long SeriesId, long AtMs, double Value);
}
