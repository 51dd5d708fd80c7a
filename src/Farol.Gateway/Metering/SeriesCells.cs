using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Metering;

/// <summary>
/// What one loop counts of one route while it belongs to one pool and tenant. Only the loop writes. When the route changes its pool or
/// tenant the loop begins other cells, so that nothing is charged to the wrong one.
/// </summary>
internal sealed class SeriesCells(MeterKey route, MeterKey? pool, MeterKey? tenant)
{
    private int _retirement;
    private long _changes;

    public long BytesIn;
    public long BytesOut;
    public long Retries;
    public long Limited;
    public long Queued;
    public long Aborted;
    public long Begun;
    public long Ended;

    /// <summary>Rises with everything that is counted here, after it: whoever has read it before the rest knows whether to read again.</summary>
    public long Changes => Volatile.Read(ref _changes);

    public MeterKey Route => route;

    /// <summary>Null: the route redirects.</summary>
    public MeterKey? Pool => pool;

    public MeterKey? Tenant => tenant;

    public StatusCounts Statuses { get; } = new();

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Bodies of responses by size: see <see cref="SizeBuckets"/>.</summary>
    public long[] Sizes { get; } = new long[SizeBuckets.Count];

    /// <summary>Written by the report.</summary>
    public Retirement Retirement
    {
        get => (Retirement)Volatile.Read(ref _retirement);
        set => Volatile.Write(ref _retirement, (int)value);
    }

    /// <summary>The next cells of the loop; a list that only grows at its head.</summary>
    public SeriesCells? Next { get; set; }

    public void MarkChanged() => Volatile.Write(ref _changes, _changes + 1);

    /// <summary>Whether requests of this route are counted here.</summary>
    public bool IsOf(Route wanted) =>
        _retirement == 0 && ReferenceEquals(route, wanted.Key) && ReferenceEquals(pool, wanted.Pool?.Key) && ReferenceEquals(tenant, wanted.Tenant?.Key);
}
