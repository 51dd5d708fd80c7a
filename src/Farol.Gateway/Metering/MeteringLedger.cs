namespace Farol.Gateway.Metering;

/// <summary>
/// Cuts what is counted into numbered deltas and keeps each until it is acknowledged. When too many wait, none is cut: counting goes on, and
/// the next delta is simply longer, so nothing is lost and nothing grows.
/// </summary>
internal sealed class MeteringLedger
{
    /// <summary>At a cut every ten seconds, ten minutes of a control plane that is away.</summary>
    public const int MaxPending = 60;

    private readonly MeterReport _report;
    private readonly Lock _gate = new();
    private readonly Queue<MeteringDelta> _pending = new();
    private Dictionary<SeriesKey, MeteringRow> _last = [];
    private DateTimeOffset _cutAt;
    private long _number;

    public MeteringLedger(MeterReport report, TimeProvider time)
    {
        _report = report;
        _cutAt = time.GetUtcNow();
        report.IsCharged = IsCut;
    }

    /// <summary>Not acknowledged yet, oldest first.</summary>
    public IReadOnlyList<MeteringDelta> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _pending];
            }
        }
    }

    /// <summary>Ends the stretch under way. Null: nothing was used, or too many deltas wait; the stretch goes on then.</summary>
    public MeteringDelta? Cut()
    {
        lock (_gate)
        {
            if (_pending.Count >= MaxPending)
            {
                return null;
            }

            var (at, totals) = _report.Read(f => (f.At, f.Series.ToDictionary(s => s.Key, RowOf)));
            var rows = totals.Values.Select(Since).Where(r => r.Requests != 0 || r.BytesIn != 0 || r.BytesOut != 0).ToList();
            Volatile.Write(ref _last, totals);
            if (rows.Count == 0)
            {
                _cutAt = at;
                return null;
            }

            var delta = new MeteringDelta(++_number, _cutAt, at, rows);
            _cutAt = at;
            _pending.Enqueue(delta);
            return delta;
        }
    }

    /// <summary>Everything up to this number is stored elsewhere.</summary>
    public void Acknowledge(long number)
    {
        lock (_gate)
        {
            while (_pending.TryPeek(out var oldest) && oldest.Number <= number)
            {
                _pending.Dequeue();
            }
        }
    }

    private static MeteringRow RowOf(SeriesTotals totals) => new(totals.Key, totals.Requests, totals.BytesIn, totals.BytesOut, totals.Errors);

    private bool IsCut(SeriesTotals totals) => Volatile.Read(ref _last).GetValueOrDefault(totals.Key) == RowOf(totals);

    private MeteringRow Since(MeteringRow now) => _last.GetValueOrDefault(now.Key) is { } before
        ? new MeteringRow(now.Key, now.Requests - before.Requests, now.BytesIn - before.BytesIn, now.BytesOut - before.BytesOut, now.Errors - before.Errors)
        : now;
}
