namespace Farol.Monitor.Pppoe;

/// <summary>
/// The last 24 hours of subscribers online in 288 steps of five minutes, with the greatest value seen. A step without a sample is
/// absent, so that a gap is a gap.
/// </summary>
public sealed class DayCurve(TimeProvider time)
{
    public const int MaxSteps = 288;

    private static readonly TimeSpan _step = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Step> _steps = [];

    /// <summary>Adds a sample; a later one of the same step replaces the shown value and may raise the peak.</summary>
    public void Add(DateTimeOffset at, long total)
    {
        var number = at.UtcTicks / _step.Ticks;
        lock (_gate)
        {
            var known = _steps.TryGetValue(number, out var step);
            _steps[number] = !known ? new Step(at, total, total) : new Step(at >= step.At ? at : step.At, at >= step.At ? total : step.Last, Math.Max(step.Peak, total));
            Trim();
        }
    }

    /// <summary>Steps oldest first: the start of each and the last value in it.</summary>
    public IReadOnlyList<(DateTimeOffset Timestamp, long Total)> Points
    {
        get
        {
            lock (_gate)
            {
                Trim();
                return [.. _steps.Select(s => (new DateTimeOffset(s.Key * _step.Ticks, TimeSpan.Zero), s.Value.Last))];
            }
        }
    }

    /// <summary>The greatest value of the last 24 hours, to the five minutes; null before the first sample.</summary>
    public long? Peak
    {
        get
        {
            lock (_gate)
            {
                Trim();
                return _steps.Count == 0 ? null : _steps.Values.Max(s => s.Peak);
            }
        }
    }

    private void Trim()
    {
        var oldest = (time.GetUtcNow().UtcTicks / _step.Ticks) - MaxSteps + 1;
        while (_steps.Count > 0 && _steps.First().Key is var first && first < oldest)
        {
            _steps.Remove(first);
        }
    }

    private readonly record struct Step(DateTimeOffset At, long Last, long Peak);
}
