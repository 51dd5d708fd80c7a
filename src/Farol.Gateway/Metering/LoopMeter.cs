using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Metering;

/// <summary>
/// Everything that one loop counts. Its loop alone writes; any thread reads. A request costs two look-ups by number and some additions, and
/// no memory once its route and backend were met.
/// </summary>
internal sealed class LoopMeter
{
    private readonly long[] _violations = new long[Enum.GetValues<Violation>().Length];
    private SeriesCells?[] _byRoute = [];
    private BackendCells?[] _byBackend = [];
    private SeriesCells? _first;
    private long _unrouted;
    private long _connectionsOpened;
    private long _connectionsClosed;
    private long _connectionsRefused;
    private long _handshakesFailed;
    private long _queueFull;
    private long _blocked;

    /// <summary>All series that this loop has begun, the newest first.</summary>
    public SeriesCells? Series => Volatile.Read(ref _first);

    public ReadOnlySpan<BackendCells?> Backends => Volatile.Read(ref _byBackend);

    /// <summary>Requests that no route took.</summary>
    public long Unrouted => Volatile.Read(ref _unrouted);

    public long ConnectionsOpened => Volatile.Read(ref _connectionsOpened);

    public long ConnectionsClosed => Volatile.Read(ref _connectionsClosed);

    /// <summary>Closed at once because of a bound.</summary>
    public long ConnectionsRefused => Volatile.Read(ref _connectionsRefused);

    public long HandshakesFailed => Volatile.Read(ref _handshakesFailed);

    /// <summary>Requests refused because the pool's queue was full or the wait too long.</summary>
    public long QueueFull => Volatile.Read(ref _queueFull);

    /// <summary>Connections and requests refused by a block.</summary>
    public long Blocked => Volatile.Read(ref _blocked);

    public long Violations(Violation violation) => Volatile.Read(ref _violations[(int)violation]);

    /// <summary>A request found its route. Every one is ended by <see cref="Record"/>.</summary>
    public void Begin(Route route)
    {
        var cells = Of(route);
        Add(ref cells.Begun, 1);
        cells.MarkChanged();
    }

    /// <summary>A request ended.</summary>
    public void Record(Route route, in RequestFigures figures)
    {
        var cells = Of(route);
        Add(ref cells.Ended, 1);
        Add(ref cells.BytesIn, figures.BytesIn);
        Add(ref cells.BytesOut, figures.BytesOut);
        cells.Statuses.Record(figures.Method, figures.Status);
        Add(ref cells.Sizes[SizeBuckets.Of(figures.BytesOut)], 1);
        if (!figures.IsTunnel)
        {
            cells.Latency.Record(figures.TotalMicroseconds);
        }

        if (figures.Retries > 0)
        {
            Add(ref cells.Retries, figures.Retries);
        }

        if (figures.IsAborted)
        {
            Add(ref cells.Aborted, 1);
        }

        cells.MarkChanged();

        if (figures.Backend is { } backend)
        {
            RecordBackend(backend, figures);
        }
    }

    /// <summary>Bytes of a request that goes on, for tunnels and downloads that last: they are then not part of its <see cref="RequestFigures"/>.</summary>
    public void CountBytes(Route route, Backend? backend, long bytesIn, long bytesOut)
    {
        var cells = Of(route);
        Add(ref cells.BytesIn, bytesIn);
        Add(ref cells.BytesOut, bytesOut);
        cells.MarkChanged();
        if (backend is not null)
        {
            var ofBackend = Of(backend);
            Add(ref ofBackend.BytesIn, bytesIn);
            Add(ref ofBackend.BytesOut, bytesOut);
        }
    }

    /// <summary>A limit refused a request of this route.</summary>
    public void CountLimited(Route route)
    {
        var cells = Of(route);
        Add(ref cells.Limited, 1);
        cells.MarkChanged();
    }

    /// <summary>A request had to wait for a backend at its bound.</summary>
    public void CountQueued(Route route)
    {
        var cells = Of(route);
        Add(ref cells.Queued, 1);
        cells.MarkChanged();
    }

    public void CountQueueFull() => Add(ref _queueFull, 1);

    public void CountBlocked() => Add(ref _blocked, 1);

    public void CountUnrouted() => Add(ref _unrouted, 1);

    public void CountViolation(Violation violation) => Add(ref _violations[(int)violation], 1);

    public void CountConnectionOpened() => Add(ref _connectionsOpened, 1);

    public void CountConnectionClosed() => Add(ref _connectionsClosed, 1);

    public void CountConnectionRefused() => Add(ref _connectionsRefused, 1);

    public void CountHandshakeFailed() => Add(ref _handshakesFailed, 1);

    private static void Add(ref long counter, long by) => Volatile.Write(ref counter, counter + by);

    private void RecordBackend(Backend backend, in RequestFigures figures)
    {
        var cells = Of(backend);
        Add(ref cells.BytesIn, figures.BytesIn);
        Add(ref cells.BytesOut, figures.BytesOut);
        Add(ref cells.Classes[StatusCounts.ClassOf(figures.Status)], 1);
        if (figures.FirstByteMicroseconds > 0)
        {
            cells.FirstByte.Record(figures.FirstByteMicroseconds);
        }
    }

    private SeriesCells Of(Route route)
    {
        var all = _byRoute;
        return route.Index < all.Length && all[route.Index] is { } cells && cells.IsOf(route) ? cells : BeginSeries(route);
    }

    private BackendCells Of(Backend backend)
    {
        var all = _byBackend;
        return backend.Index < all.Length && all[backend.Index] is { } cells && ReferenceEquals(cells.Backend, backend) ? cells : BeginBackend(backend);
    }

    private SeriesCells BeginSeries(Route route)
    {
        var cells = Find(route) ?? Link(new SeriesCells(route.Key, route.Pool?.Key, route.Tenant?.Key));
        var all = _byRoute;
        if (route.Index >= all.Length)
        {
            Array.Resize(ref all, Math.Max(route.Index + 1, all.Length * 2));
        }

        all[route.Index] = cells;
        _byRoute = all;
        return cells;
    }

    /// <summary>A request begun before a change may end after it: its route of then has cells already.</summary>
    private SeriesCells? Find(Route route)
    {
        for (var cells = _first; cells is not null; cells = cells.Next)
        {
            if (cells.IsOf(route))
            {
                return cells;
            }
        }

        return null;
    }

    private SeriesCells Link(SeriesCells cells)
    {
        Unlink();
        cells.Next = _first;
        Volatile.Write(ref _first, cells);
        return cells;
    }

    /// <summary>Lets go of cells that are no longer counted. The report may stand on one; its way on stays as it was.</summary>
    private void Unlink()
    {
        SeriesCells? before = null;
        for (var cells = _first; cells is not null; cells = cells.Next)
        {
            if (cells.Retirement != Retirement.Done)
            {
                before = cells;
            }
            else if (before is null)
            {
                Volatile.Write(ref _first, cells.Next);
            }
            else
            {
                before.Next = cells.Next;
            }
        }
    }

    private BackendCells BeginBackend(Backend backend)
    {
        var cells = new BackendCells(backend);
        var all = _byBackend;
        if (backend.Index >= all.Length)
        {
            Array.Resize(ref all, Math.Max(backend.Index + 1, all.Length * 2));
        }

        all[backend.Index] = cells;
        Volatile.Write(ref _byBackend, all);
        return cells;
    }
}
