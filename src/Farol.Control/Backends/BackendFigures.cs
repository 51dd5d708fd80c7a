using System.Collections.Concurrent;
using Farol.Control.Gateways;
using Farol.Link;
using Farol.Link.Protocol;
using Google.Protobuf.Collections;

namespace Farol.Control.Backends;

/// <summary>How the last minute's requests went, for each backend, from the counters of all gateways.</summary>
internal sealed class BackendFigures(TimeProvider time) : IGatewayObserver
{
    /// <summary>Long enough to say something of a quiet backend, short enough to show that it recovered.</summary>
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    /// <summary>Thirteen samples a backend span the window.</summary>
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Seen> _gateways = new(StringComparer.Ordinal);

    public void Counted(LinkedGateway gateway, Counters counters)
    {
        var now = time.GetUtcNow();
        var seen = _gateways.GetOrAdd(gateway.Name, _ => new Seen());
        lock (seen)
        {
            if (now - seen.At < _between)
            {
                return;
            }

            seen.At = now;
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var backend in counters.Backends)
            {
                named.Add(backend.Id);
                Add(seen, backend, now);
            }

            foreach (var gone in seen.Samples.Keys.Where(id => !named.Contains(id)).ToList())
            {
                seen.Samples.Remove(gone);
            }
        }
    }

    /// <summary>Of the requests of the last minute; all null: there were none, or nothing is known of it.</summary>
    public RecentFigures Of(string id, IEnumerable<LinkedGateway> gateways)
    {
        var (requests, failures) = (0L, 0L);
        var buckets = new long[LatencyBounds.Buckets];
        foreach (var gateway in gateways.Where(g => g is { IsConnected: true, Counters: not null }))
        {
            if (_gateways.TryGetValue(gateway.Name, out var seen) && gateway.Counters!.Backends.FirstOrDefault(b => b.Id == id) is { } now)
            {
                lock (seen)
                {
                    if (seen.Samples.TryGetValue(id, out var samples) && samples.TryPeek(out var oldest) && oldest.Requests <= now.RequestsTotal)
                    {
                        requests += now.RequestsTotal - oldest.Requests;
                        failures += now.FailuresTotal - oldest.Failures;
                        AddDifference(buckets, now.LatencyBuckets, oldest.Latencies);
                    }
                }
            }
        }

        return new RecentFigures(requests > 0 ? Math.Round(100.0 * failures / requests, 2) : null, Quantile(buckets, 0.5), Quantile(buckets, 0.99));
    }

    private static void AddDifference(long[] sum, RepeatedField<long> now, long[] before)
    {
        for (var i = 0; i < Math.Min(sum.Length, now.Count); i++)
        {
            sum[i] += now[i] - (i < before.Length ? before[i] : 0);
        }
    }

    private static double? Quantile(long[] buckets, double share) =>
        LatencyBounds.Quantile(buckets, share) is { } microseconds ? Math.Round(microseconds / 1000, 3) : null;

    private static void Add(Seen seen, BackendCounters backend, DateTimeOffset now)
    {
        if (!seen.Samples.TryGetValue(backend.Id, out var samples))
        {
            seen.Samples[backend.Id] = samples = new Queue<Sample>();
        }

        // Counters that fell are those of a gateway that began anew.
        while (samples.TryPeek(out var oldest) && (now - oldest.At > _window || oldest.Requests > backend.RequestsTotal))
        {
            samples.Dequeue();
        }

        samples.Enqueue(new Sample(now, backend.RequestsTotal, backend.FailuresTotal, [.. backend.LatencyBuckets]));
    }

    private readonly record struct Sample(DateTimeOffset At, long Requests, long Failures, long[] Latencies);

    private sealed class Seen
    {
        public DateTimeOffset At { get; set; }

        public Dictionary<string, Queue<Sample>> Samples { get; } = new(StringComparer.Ordinal);
    }
}
