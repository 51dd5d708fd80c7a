using Farol.Link;

namespace Farol.Control.Metrics;

/// <summary>The figures of one scope at a moment. Null: not known, or nothing to divide by.</summary>
internal sealed record TrafficReading
{
    private const int Minute = 60;

    /// <summary>The last second that all gateways have told of.</summary>
    public required long Second { get; init; }

    /// <summary>Null: no gateway has ever told of it.</summary>
    public Traffic? Total { get; init; }

    public long? InFlight { get; init; }

    public long? Connections { get; init; }

    /// <summary>What passed in that second; null: no gateway told of it.</summary>
    public Traffic? Last { get; init; }

    /// <summary>Sum over the seconds of the last minute that were heard of; null: none was.</summary>
    public Traffic? LastMinute { get; init; }

    /// <summary>How many they are.</summary>
    public int KnownSeconds { get; init; }

    public double? P50Milliseconds { get; init; }

    public double? P95Milliseconds { get; init; }

    public double? P99Milliseconds { get; init; }

    /// <summary>Five minutes, the newest last.</summary>
    public required IReadOnlyList<Traffic?> Seconds { get; init; }

    /// <param name="scope">Null: nothing was ever counted for it.</param>
    /// <param name="known">Which seconds were heard of.</param>
    public static TrafficReading Of(TrafficScope? scope, TrafficScope? known, long second, bool wasCounted, bool isConnected, long? connections)
    {
        var seconds = new Traffic?[SecondRing.Seconds];
        var (sum, count) = (default(Traffic), 0);
        for (var i = 0; i < seconds.Length; i++)
        {
            var at = second - seconds.Length + 1 + i;
            if (known?.At(at) is null)
            {
                continue;
            }

            seconds[i] = scope?.At(at) ?? default(Traffic);
            if (i >= seconds.Length - Minute)
            {
                (sum, count) = (sum + seconds[i]!.Value, count + 1);
            }
        }

        var latencies = scope?.Latencies(second);
        return new TrafficReading
        {
            Second = second,
            Total = wasCounted ? scope?.Total ?? default(Traffic) : null,
            InFlight = isConnected ? scope?.InFlight ?? 0 : null,
            Connections = connections,
            Last = seconds[^1],
            LastMinute = count == 0 ? null : sum,
            KnownSeconds = count,
            P50Milliseconds = Quantile(latencies, 0.50),
            P95Milliseconds = Quantile(latencies, 0.95),
            P99Milliseconds = Quantile(latencies, 0.99),
            Seconds = seconds,
        };
    }

    private static double? Quantile(long[]? buckets, double share) => buckets is null ? null : LatencyBounds.Quantile(buckets, share) / 1000;
}
