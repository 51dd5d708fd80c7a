namespace Farol.Monitor.Traffic;

/// <summary>
/// Turns counters into rates. A counter that went backwards (cleared, rebooted, wrapped) gives null for that stretch, never a spike.
/// </summary>
/// <remarks>
/// The router's clock decides how much time passed; it prints whole seconds, so while it agrees with ours to its rounding the finer
/// one is used. A router that was busy, or a process that was suspended, makes them differ, and then the router is right.
/// </remarks>
public sealed class RateCalculator(TimeProvider time)
{
    /// <summary>Two roundings of up to a second each, less what makes a shorter stretch useless.</summary>
    private const double RoundingSeconds = 1.5;

    private readonly Dictionary<string, CounterSample> _last = new(StringComparer.Ordinal);

    public PortRate Next(string port, CounterSample sample)
    {
        var hadOne = _last.TryGetValue(port, out var before);
        _last[port] = sample;
        if (!hadOne || Elapsed(before!, sample) is not { } seconds)
        {
            return default;
        }

        return new PortRate(Rate(before!.InOctets, sample.InOctets, seconds), Rate(before.OutOctets, sample.OutOctets, seconds));
    }

    /// <summary>Forgets ports that are no longer polled, so that one coming back does not average over its absence.</summary>
    public void Keep(IReadOnlySet<string> ports)
    {
        foreach (var gone in _last.Keys.Where(p => !ports.Contains(p)).ToList())
        {
            _last.Remove(gone);
        }
    }

    private double? Elapsed(CounterSample before, CounterSample after)
    {
        var ours = time.GetElapsedTime(before.ReceivedAt, after.ReceivedAt).TotalSeconds;
        var seconds = (before.RouterTime, after.RouterTime) switch
        {
            ({ } from, { } to) when Math.Abs((to - from).TotalSeconds - ours) > RoundingSeconds => (to - from).TotalSeconds,
            _ => ours,
        };
        return seconds > 0 ? seconds : null;
    }

    private static double? Rate(long? before, long? after, double seconds) =>
        before is { } from && after is { } to && to >= from ? (to - from) * 8.0 / seconds : null;
}
