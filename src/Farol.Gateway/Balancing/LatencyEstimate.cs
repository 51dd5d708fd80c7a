using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Balancing;

/// <summary>
/// What to expect of each backend's latency from what all loops measured. A figure that nobody has renewed loses its worth and falls back to
/// the best one of the pool: a backend that was slow once is asked again after a few seconds instead of starving.
/// </summary>
internal static class LatencyEstimate
{
    /// <summary>A backend slower than so many times the best is avoided all the same, and asked again no later than others.</summary>
    public const double MaxTimesBest = 10;

    public static void Fill(Span<Candidate> candidates, long nowMicroseconds)
    {
        var best = double.MaxValue;
        foreach (ref var entry in candidates)
        {
            Combine(ref entry, nowMicroseconds);
            if (entry.Certainty > 0)
            {
                best = Math.Min(best, entry.LatencyMicroseconds);
            }
        }

        foreach (ref var entry in candidates)
        {
            var seen = Math.Min(entry.LatencyMicroseconds, best * MaxTimesBest);
            entry.LatencyMicroseconds = best == double.MaxValue ? 0 : best + ((seen - best) * entry.Certainty);
        }
    }

    private static void Combine(ref Candidate entry, long now)
    {
        double sum = 0;
        double weights = 0;
        double certainty = 0;
        foreach (ref readonly var figures in entry.Backend.AllFigures)
        {
            var latency = Volatile.Read(in figures.PeakLatencyMicroseconds);
            if (latency > 0)
            {
                var weight = Math.Exp(-Math.Max(0, now - Volatile.Read(in figures.LatencyAtMicroseconds)) / LoopFigures.DecayMicroseconds);
                sum += latency * weight;
                weights += weight;
                certainty = Math.Max(certainty, weight);
            }
        }

        entry.LatencyMicroseconds = weights > 0 ? sum / weights : 0;
        entry.Certainty = weights > 0 ? certainty : 0;
    }
}
