using System.Text;
using Farol.Gateway.Metering;
using Farol.Link.Protocol;

namespace Farol.Gateway.Sampling;

/// <summary>What somebody looks at: which requests, how many of them in a second, and how many there were.</summary>
internal sealed class SampleWatch
{
    private const int CountBits = 20;
    private const long CountMask = (1L << CountBits) - 1;

    /// <summary>A cache line for each loop, so that they do not slow one another.</summary>
    private const int CellsOfLoop = 8;
    private const int Seen = 0;
    private const int Dropped = 1;

    private readonly RequestWatch _asked;
    private readonly byte[] _host;
    private readonly string _routeOfAnyone;
    private readonly string _poolOfAnyone;
    private readonly int _perSecond;
    private readonly long[] _cells;
    private long _window;
    private long _toldSeen;
    private long _toldDropped;
    private long _lost;

    /// <param name="asked">As the control plane asks.</param>
    /// <param name="maxPerSecond">The most that this gateway copies, whoever asks.</param>
    public SampleWatch(RequestWatch asked, int maxPerSecond, int loops)
    {
        _asked = asked;
        _host = Encoding.Latin1.GetBytes(asked.Host);
        (_routeOfAnyone, _poolOfAnyone) = (":" + asked.Route, ":" + asked.Pool);
        _perSecond = (int)Math.Min(asked.PerSecond, (uint)maxPerSecond);
        _cells = new long[loops * CellsOfLoop];
    }

    public ulong Id => _asked.Id;

    /// <summary>It ends then unless it is wanted again.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>What waits for it is told to nobody: its number names something else now. By the one reader.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>Whether this is what is asked for again. A number says too little: every start of a control plane gives its own.</summary>
    public bool IsFor(RequestWatch asked)
    {
        var again = asked.Clone();
        again.TtlMilliseconds = _asked.TtlMilliseconds;
        return again.Equals(_asked);
    }

    /// <summary>Whether a request is one of those, and counts it then. By its loop.</summary>
    public bool Matches(in AccessLogEntry entry, int loop)
    {
        var status = (uint)entry.Status;
        if ((_asked.HasTenant && _asked.Tenant != (entry.Tenant ?? ""))
            || status < (_asked.HasLeastStatus ? _asked.LeastStatus : 0)
            || status > (_asked.HasMostStatus ? _asked.MostStatus : uint.MaxValue)
            || (_asked.ExceptPool.Length > 0 && _asked.ExceptPool == entry.Pool)
            || !Is(_asked.Route, _routeOfAnyone, entry.Route)
            || !Is(_asked.Pool, _poolOfAnyone, entry.Pool)
            || !IsHost(entry.HostName))
        {
            return false;
        }

        Count(loop, Seen);
        return true;
    }

    /// <summary>Whether one more may be taken in this second, by whichever loop.</summary>
    public bool TryTake(long second)
    {
        while (true)
        {
            var window = Volatile.Read(ref _window);
            // Loops read their clocks at different moments: the second that one of them has reached holds for all.
            var at = Math.Max(second, window >> CountBits);
            var taken = at == window >> CountBits ? window & CountMask : 0;
            if (taken >= _perSecond)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _window, (at << CountBits) | (taken + 1), window) == window)
            {
                return true;
            }
        }
    }

    /// <summary>One that was to be told found no room. By its loop.</summary>
    public void CountDropped(int loop) => Count(loop, Dropped);

    /// <summary>Lines were taken and could not be sent. By the one reader.</summary>
    public void CountLost(int lines) => _lost += lines;

    /// <summary>What was counted and not told yet; null: nothing. By the one reader.</summary>
    public WatchCount? Untold()
    {
        var count = new WatchCount { Watch = Id, Seen = Sum(Seen) - _toldSeen, Dropped = Sum(Dropped) + _lost - _toldDropped };
        return count.Seen == 0 && count.Dropped == 0 ? null : count;
    }

    /// <summary>By the one reader.</summary>
    public void OnTold(WatchCount count) => (_toldSeen, _toldDropped) = (_toldSeen + count.Seen, _toldDropped + count.Dropped);

    private bool Is(string asked, string ofAnyone, string? name) =>
        // What the program itself adds has nobody's name before the colon.
        asked.Length == 0 || name == asked || name == ofAnyone || (!_asked.HasTenant && name is not null && name.EndsWith(ofAnyone, StringComparison.Ordinal));

    private bool IsHost(ReadOnlySpan<byte> name) => _host.Length == 0 || Ascii.EqualsIgnoreCase(name.TrimEnd((byte)'.'), _host);

    private void Count(int loop, int cell)
    {
        ref var count = ref _cells[(loop * CellsOfLoop) + cell];
        Volatile.Write(ref count, count + 1);
    }

    private long Sum(int cell)
    {
        var sum = 0L;
        for (var i = cell; i < _cells.Length; i += CellsOfLoop)
        {
            sum += Volatile.Read(ref _cells[i]);
        }

        return sum;
    }
}
