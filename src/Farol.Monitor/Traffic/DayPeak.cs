namespace Farol.Monitor.Traffic;

/// <summary>The greatest value of the last 24 hours, to the five minutes.</summary>
internal sealed class DayPeak(TimeProvider time)
{
    private static readonly TimeSpan _step = TimeSpan.FromMinutes(5);

    private readonly Dictionary<long, double> _steps = [];

    public void Add(DateTimeOffset at, double value)
    {
        var step = at.UtcTicks / _step.Ticks;
        _steps[step] = Math.Max(_steps.GetValueOrDefault(step, double.MinValue), value);
        var oldest = (time.GetUtcNow() - TimeSpan.FromDays(1)).UtcTicks / _step.Ticks;
        foreach (var old in _steps.Keys.Where(s => s < oldest).ToList())
        {
            _steps.Remove(old);
        }
    }

    public double? Value => _steps.Count == 0 ? null : _steps.Values.Max();
}
