using System.Diagnostics.Metrics;
using Farol.Store;
using Farol.Telemetry.Health;
using Microsoft.Extensions.Logging;

namespace Farol.Monitor.History;

/// <summary>
/// The history as polls see it: samples that cannot be kept are lost, said and counted, and the poll that brought them goes on. A full
/// disk costs the curves, not the figures of now.
/// </summary>
internal sealed class TolerantHistory : IHistory
{
    private readonly IHistory _kept;
    private readonly HealthComponent _health;
    private readonly Counter<long> _lost;
    private readonly ILogger<TolerantHistory> _log;
    private int _isFailing;

    public TolerantHistory(IHistory kept, HealthBoard board, IMeterFactory meters, ILogger<TolerantHistory> log)
    {
        _kept = kept;
        _health = board.Component("history");
        _lost = meters.Create("Farol.Monitor.History").CreateCounter<long>("farol_history_samples_lost_total", null, "Samples that could not be written to history.db");
        _log = log;
    }

    public async Task AppendAsync(string routerId, DateTimeOffset at, IReadOnlyList<HistorySample> samples, CancellationToken cancellationToken)
    {
        try
        {
            await _kept.AppendAsync(routerId, at, samples, cancellationToken);
            if (Interlocked.Exchange(ref _isFailing, 0) == 1)
            {
                _log.LogInformation("The history is written again");
                _health.Ok();
            }
        }
        catch (StoreException failure)
        {
            _lost.Add(samples.Count);
            _health.Degraded($"samples are lost: history.db cannot be written ({failure.Fault})");
            // Every poll fails alike until somebody mends it: the first one is worth a line.
            if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            {
                _log.LogError("Samples of router {Router} could not be kept, the curves have a gap from now on: {Error}", routerId, failure.Message);
            }
        }
    }

    public Task<IReadOnlyList<HistoryPoint>> ReadAsync(HistoryQuery query, CancellationToken cancellationToken) => _kept.ReadAsync(query, cancellationToken);

    public Task<IReadOnlyList<(DateTimeOffset At, double Value)>> ReadRawAsync(
        string routerId, string series, DateTimeOffset from, CancellationToken cancellationToken) =>
        _kept.ReadRawAsync(routerId, series, from, cancellationToken);

    public Task<IReadOnlyList<string>> ListSeriesAsync(string routerId, CancellationToken cancellationToken) => _kept.ListSeriesAsync(routerId, cancellationToken);

    public Task<long> PruneAsync(CancellationToken cancellationToken) => _kept.PruneAsync(cancellationToken);
}
