using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Metering;

/// <summary>
/// Sums what loops count. Arrays are used again and series that stood still are left as they are, so that a look each second costs next to
/// nothing. What a route counted stays known after the route is gone, until it has been idle for a while.
/// </summary>
internal sealed class MeterReport(IReadOnlyList<LoopMeter> meters, Func<GatewaySnapshot> current, BackendRegistry registry, TimeProvider time)
{
    /// <summary>A series without a route is kept so long: the last figures of a removed route are still fetched and charged.</summary>
    public static readonly TimeSpan KeptAfterRemoval = TimeSpan.FromMinutes(2);

    /// <summary>Between the announcement that cells are left and the last look at them: any loop has ended its turn by then.</summary>
    private static readonly TimeSpan _lastLookAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<SeriesKey, Kept> _series = [];
    private readonly Dictionary<Backend, BackendTotals> _backends = [];
    private readonly GatewayFigures _figures = new();

    /// <summary>Of series that are forgotten, so that totals never fall.</summary>
    private readonly SeriesTotals _forgotten = new(default);
    private HashSet<SeriesKey> _living = [];
    private GatewaySnapshot? _livingOf;

    /// <summary>Whether what a series counted is charged, so that it may be forgotten; null: nobody charges.</summary>
    public Func<SeriesTotals, bool>? IsCharged { get; set; }

    /// <summary>Asks every loop and hands the sums to <paramref name="use"/>, which keeps nothing of them. One at a time.</summary>
    public T Read<T>(Func<GatewayFigures, T> use)
    {
        lock (_gate)
        {
            Collect();
            return use(_figures);
        }
    }

    private void Collect()
    {
        _figures.At = time.GetUtcNow();
        _figures.Number++;
        CollectSeries();
        CollectBackends();
        CollectCounters();
    }

    private void CollectSeries()
    {
        foreach (var kept in _series.Values)
        {
            kept.Cells.Clear();
            kept.Changes = 0;
        }

        foreach (var meter in meters)
        {
            for (var cells = meter.Series; cells is not null; cells = cells.Next)
            {
                Sort(cells);
            }
        }

        var living = Living(current());
        var hasChanged = false;
        foreach (var (key, kept) in _series)
        {
            hasChanged |= Sum(kept);
            if (Age(kept, living.Contains(key)))
            {
                _forgotten.Add(kept.Totals);
                _ = _series.Remove(key);
            }
        }

        if (!hasChanged && _figures.Series.Count == _series.Count)
        {
            return;
        }

        _figures.Series = [.. _series.Values.Select(k => k.Totals)];
        _figures.Total.Clear();
        _figures.Total.Add(_forgotten);
        foreach (var series in _figures.Series)
        {
            _figures.Total.Add(series);
        }
    }

    private HashSet<SeriesKey> Living(GatewaySnapshot snapshot)
    {
        if (!ReferenceEquals(snapshot, _livingOf))
        {
            _living = [.. snapshot.AllRoutes.Select(r => new SeriesKey(r.Name, r.Pool?.Name, r.Tenant?.Name))];
            _livingOf = snapshot;
        }

        return _living;
    }

    private void Sort(SeriesCells cells)
    {
        if (cells.Retirement == Retirement.Done)
        {
            return;
        }

        var key = new SeriesKey(cells.Route.Name, cells.Pool?.Name, cells.Tenant?.Name);
        if (!_series.TryGetValue(key, out var kept))
        {
            kept = new Kept(key);
            _series.Add(key, kept);
        }

        kept.Cells.Add(cells);
        // Read before the figures: what is counted between the two is seen again next time.
        kept.Changes += cells.Changes;
    }

    /// <returns>True: something was counted since the last time.</returns>
    private bool Sum(Kept kept)
    {
        var hasChanged = kept.Changes != kept.SummedChanges || kept.Cells.Count != kept.SummedCells;
        if (hasChanged)
        {
            (kept.SummedChanges, kept.SummedCells) = (kept.Changes, kept.Cells.Count);
            kept.Totals.Clear();
            kept.Totals.Add(kept.Past);
            kept.Cells.ForEach(kept.Totals.Add);
            kept.Totals.ChangedAt = _figures.Number;
        }

        foreach (var cells in kept.Cells)
        {
            Retire(cells, kept);
        }

        return hasChanged;
    }

    private void Retire(SeriesCells cells, Kept kept)
    {
        if (cells.Retirement == Retirement.Announced && _figures.At - kept.IdleSince >= KeptAfterRemoval + _lastLookAfter)
        {
            // Its loop has begun other cells or nothing since the last report, so this is all it will ever hold.
            kept.Past.Add(cells);
            cells.Retirement = Retirement.Done;
        }
        else if (cells.Retirement == Retirement.None && kept.IsLeaving)
        {
            cells.Retirement = Retirement.Announced;
        }
    }

    /// <summary>A series without a route whose requests have ended leaves in steps: idle for a while, its cells retired, then itself.</summary>
    /// <returns>True: it may be forgotten.</returns>
    private bool Age(Kept kept, bool isLiving)
    {
        if (isLiving || kept.Totals.InFlight > 0 || kept.Totals.Requests != kept.LastRequests)
        {
            kept.LastRequests = kept.Totals.Requests;
            kept.IdleSince = _figures.At;
            kept.IsLeaving = false;
        }
        else if (_figures.At - kept.IdleSince >= KeptAfterRemoval)
        {
            kept.IsLeaving = true;
            return kept.Cells.Count == 0 && IsCharged?.Invoke(kept.Totals) != false;
        }

        return false;
    }

    private void CollectBackends()
    {
        var living = registry.All;
        foreach (var backend in living)
        {
            if (!_backends.TryGetValue(backend, out var totals))
            {
                _backends[backend] = totals = new BackendTotals(backend);
            }

            totals.Clear();
        }

        if (_backends.Count > living.Count)
        {
            var known = living.ToHashSet();
            foreach (var gone in _backends.Keys.Where(b => !known.Contains(b)).ToList())
            {
                _backends.Remove(gone);
            }
        }

        foreach (var meter in meters)
        {
            foreach (var cells in meter.Backends)
            {
                if (cells is not null && _backends.TryGetValue(cells.Backend, out var totals))
                {
                    totals.Add(cells);
                }
            }
        }

        _figures.Backends = [.. living.Select(b => _backends[b])];
    }

    private void CollectCounters()
    {
        _figures.ConnectionsClosed = meters.Sum(m => m.ConnectionsClosed);
        _figures.ConnectionsOpened = meters.Sum(m => m.ConnectionsOpened);
        _figures.ConnectionsRefused = meters.Sum(m => m.ConnectionsRefused);
        _figures.HandshakesFailed = meters.Sum(m => m.HandshakesFailed);
        _figures.QueueFull = meters.Sum(m => m.QueueFull);
        _figures.Blocked = meters.Sum(m => m.Blocked);
        _figures.Unrouted = meters.Sum(m => m.Unrouted);
        for (var i = 0; i < _figures.Violations.Length; i++)
        {
            _figures.Violations[i] = meters.Sum(m => m.Violations((Http1.Violation)i));
        }
    }

    private sealed class Kept(SeriesKey key)
    {
        public SeriesTotals Totals { get; } = new(key);

        /// <summary>Of cells that are no longer there.</summary>
        public SeriesTotals Past { get; } = new(key);

        public List<SeriesCells> Cells { get; } = [];

        /// <summary>Of all cells together.</summary>
        public long Changes { get; set; }

        public long SummedChanges { get; set; } = -1;

        public int SummedCells { get; set; }

        public bool IsLeaving { get; set; }

        public long LastRequests { get; set; } = -1;

        public DateTimeOffset IdleSince { get; set; }
    }
}
