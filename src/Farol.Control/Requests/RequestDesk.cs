using Farol.Control.Gateways;
using Farol.Link;
using Farol.Link.Protocol;

namespace Farol.Control.Requests;

/// <summary>
/// Who looks at requests now, what gateways are asked for it, and what they sent. A view that nobody asks for any more is forgotten with all
/// that it holds, and gateways stop copying.
/// </summary>
internal sealed class RequestDesk(IGatewayFleet fleet, RequestSampleOptions options, TimeProvider time) : IGatewayObserver, IDisposable
{
    /// <summary>A page asks each second; one on a bad line comes back within this.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(10);

    /// <summary>Of one tenant, so that one cannot take all places.</summary>
    public const int MaxViewsOfTenant = 8;

    /// <summary>Gateways are asked again long before they would stop.</summary>
    private static readonly TimeSpan _renewal = Ttl / 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestView, HeldSample> _samples = [];
    private ITimer? _sweep;
    private DateTimeOffset _askAgainAt;
    private IReadOnlyList<string> _asked = [];
    /// <summary>They begin with the time: a gateway may still know those of a control plane before.</summary>
    private ulong _lastId = (ulong)time.GetUtcNow().Ticks;
    private long _lastSeq;

    /// <summary>What there is after a number; null: too many look at other things already.</summary>
    /// <param name="person">Who sees the clients' addresses; null: nobody does.</param>
    public RequestReading? Read(RequestView view, long after, string? person)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_samples.TryGetValue(view, out var sample) && (sample = Begin(view, now)) is null)
            {
                return null;
            }

            sample.AskedAt = now;
            if (now >= _askAgainAt)
            {
                Ask(now);
            }

            var linked = fleet.All.Where(g => g.IsConnected).Select(g => g.Name).ToList();
            return sample.Read(after) with
            {
                Gateways = [.. linked.Where(_asked.Contains)],
                Unable = [.. linked.Where(g => !_asked.Contains(g))],
                IsNewLookUp = person is not null && !sample.IsLookedUpBy(person, now),
            };
        }
    }

    /// <summary>The audit has it that this person sees the clients of a view: once for as long as they go on asking.</summary>
    public void OnAudited(RequestView view, string person)
    {
        lock (_gate)
        {
            if (_samples.TryGetValue(view, out var sample))
            {
                sample.OnLookedUp(person, time.GetUtcNow());
            }
        }
    }

    /// <summary>A gateway that has just come is asked with the next question.</summary>
    public void Changed(LinkedGateway gateway)
    {
        lock (_gate)
        {
            if (gateway.IsConnected && !_asked.Contains(gateway.Name))
            {
                _askAgainAt = DateTimeOffset.MinValue;
            }
            else if (!gateway.IsConnected)
            {
                _asked = [.. _asked.Where(g => g != gateway.Name)];
            }
        }
    }

    public void Sampled(LinkedGateway gateway, RequestLines lines)
    {
        lock (_gate)
        {
            var samples = _samples.Values.ToDictionary(s => s.Id);
            foreach (var line in lines.Lines)
            {
                foreach (var id in line.Watches)
                {
                    if (samples.GetValueOrDefault(id) is { } sample && sample.View.MayShow(line))
                    {
                        sample.Add(gateway.Name, line);
                    }
                }
            }

            foreach (var count in lines.Counts)
            {
                samples.GetValueOrDefault(count.Watch)?.Count(count);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _sweep?.Dispose();
            _sweep = null;
        }
    }

    private HeldSample? Begin(RequestView view, DateTimeOffset now)
    {
        if (_samples.Count >= RequestSampling.MaxWatches || _samples.Keys.Count(k => k.TenantId == view.TenantId) >= MaxViewsOfTenant)
        {
            return null;
        }

        // Numbers begin with the time, so that one of an earlier look, or of an earlier process, is never ahead of this one's.
        var sample = new HeldSample(++_lastId, view, Math.Max(now.ToUnixTimeMilliseconds(), _lastSeq + 1), now);
        _samples.Add(view, sample);
        _askAgainAt = DateTimeOffset.MinValue;
        _sweep ??= time.CreateTimer(_ => Sweep(), null, Ttl, Ttl);
        return sample;
    }

    private void Ask(DateTimeOffset now)
    {
        _askAgainAt = now + _renewal;
        var wanted = new RequestsWanted();
        wanted.Watches.AddRange(_samples.Values.Select(s => s.View.Ask(s.Id, Ttl, options.PerSecond)));
        _asked = fleet.Want(wanted);
    }

    private void Sweep()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var over = _samples.Where(s => now - s.Value.AskedAt >= Ttl).ToList();
            foreach (var (view, sample) in over)
            {
                _lastSeq = Math.Max(_lastSeq, sample.NextSeq);
                _samples.Remove(view);
            }

            if (over.Count > 0)
            {
                Ask(now);
            }

            if (_samples.Count == 0)
            {
                _sweep?.Dispose();
                _sweep = null;
            }
        }
    }
}
