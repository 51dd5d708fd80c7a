namespace Farol.Monitor.Pppoe;

/// <summary>Subscribers online of the last minutes, for how fast they come and go.</summary>
public sealed class RecentTotals
{
    /// <summary>Over what the change is told.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromMinutes(5);

    /// <summary>A poll each second for the distance and its tolerance.</summary>
    private const int MaxSamples = 512;

    /// <summary>How far from the wanted moment a sample may lie.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, long Total)> _samples = new();
    private (DateTimeOffset At, long Total)? _newest;

    public void Add(DateTimeOffset at, long total)
    {
        lock (_gate)
        {
            if (_newest is { } known && at <= known.At)
            {
                return;
            }

            _samples.Enqueue((at, total));
            _newest = (at, total);
            while (_samples.Count > MaxSamples || at - _samples.Peek().At > Distance + _tolerance)
            {
                _samples.Dequeue();
            }
        }
    }

    /// <summary>The newest total less the one nearest to five minutes before; null where nothing was measured then.</summary>
    public long? Change
    {
        get
        {
            lock (_gate)
            {
                if (_newest is not { } newest)
                {
                    return null;
                }

                var wanted = newest.At - Distance;
                var near = _samples.Where(s => (s.At - wanted).Duration() <= _tolerance).OrderBy(s => (s.At - wanted).Duration());
                return near.Select(s => (long?)(newest.Total - s.Total)).FirstOrDefault();
            }
        }
    }
}
