using Farol.Link;
using Farol.Link.Protocol;

namespace Farol.Gateway.Sampling;

/// <summary>
/// Copies of requests for whoever looks at them now. While nobody does, a loop reads one field that is null, no thread wakes and no memory is held.
/// </summary>
internal sealed class RequestTap(int loops, TimeProvider time) : IDisposable
{
    /// <summary>What a page shows as live, without a thread that wakes more often than its reader could see.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Lines of one message: a link carries one of some 300 KB at most beside its counters.</summary>
    private const int MaxLinesAtOnce = 256;

    private readonly Lock _gate = new();
    private volatile SampleWatches? _watches;
    private ITimer? _timer;
    private Func<RequestLines, bool>? _tell;
    private long _lines;
    private long _dropped;

    /// <summary>Lines that were told.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>Lines for which there was no room on the way, or no link.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Null: nobody looks. By the loops, for each request.</summary>
    public SampleWatches? Watches => _watches;

    /// <summary>From now on these are watched, and no others.</summary>
    /// <param name="tell">Takes what is to be told; false: it has nowhere to go.</param>
    public void Want(RequestsWanted wanted, Func<RequestLines, bool> tell)
    {
        lock (_gate)
        {
            _tell = tell;
            var now = time.GetUtcNow();
            var known = (_watches?.All ?? []).ToDictionary(w => w.Id);
            var watches = wanted.Watches.Take(RequestSampling.MaxWatches).DistinctBy(w => w.Id).Select(asked =>
            {
                var watch = known.GetValueOrDefault(asked.Id);
                if (watch?.IsFor(asked) != true)
                {
                    watch?.IsReplaced = true;
                    watch = new SampleWatch(asked, RequestSampling.MaxPerSecond, loops);
                }

                watch.EndsAt = now + TimeSpan.FromMilliseconds(Math.Min(asked.TtlMilliseconds, (uint)RequestSampling.MaxTtl.TotalMilliseconds));
                return watch;
            });
            Watch([.. watches]);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Watch([]);
        }
    }

    private void Watch(IReadOnlyList<SampleWatch> watches)
    {
        var before = _watches;
        if (watches.SequenceEqual(before?.All ?? []))
        {
            return;
        }

        if (watches.Count == 0)
        {
            _watches = null;
            _timer?.Dispose();
            _timer = null;
            return;
        }

        // A loop that has just read the set before writes into the same ring: nothing is lost over a change.
        _watches = new SampleWatches(watches, before?.Rings.ToArray() ?? [.. Enumerable.Range(0, loops).Select(_ => new SampleRing())], time);
        _timer ??= time.CreateTimer(_ => Tell(), null, _pause, _pause);
    }

    private void Tell()
    {
        // Two turns of the timer at once would be two readers.
        lock (_gate)
        {
            if (_watches is not { } watches)
            {
                return;
            }

            while (TellOnce(watches))
            {
            }

            var now = time.GetUtcNow();
            Watch([.. watches.All.Where(w => w.EndsAt > now)]);
        }
    }

    /// <returns>Whether there may be more.</returns>
    private bool TellOnce(SampleWatches watches)
    {
        var told = new RequestLines();
        foreach (var ring in watches.Rings)
        {
            while (told.Lines.Count < MaxLinesAtOnce && ring.TryRead() is { } line)
            {
                if (line.Watches.Count > 0)
                {
                    told.Lines.Add(line);
                }
            }
        }

        var counts = watches.All.Select(w => (Watch: w, Count: w.Untold())).Where(c => c.Count is not null).ToList();
        told.Counts.AddRange(counts.Select(c => c.Count));
        if (told.Lines.Count == 0 && told.Counts.Count == 0)
        {
            return false;
        }

        if (_tell!(told))
        {
            counts.ForEach(c => c.Watch.OnTold(c.Count!));
            Interlocked.Add(ref _lines, told.Lines.Count);
            Interlocked.Add(ref _dropped, told.Counts.Sum(c => c.Dropped));
            return told.Lines.Count == MaxLinesAtOnce;
        }

        foreach (var watch in watches.All)
        {
            watch.CountLost(told.Lines.Count(l => l.Watches.Contains(watch.Id)));
        }

        return false;
    }
}
