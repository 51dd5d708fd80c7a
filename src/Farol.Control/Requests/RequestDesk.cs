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

    /// <summary>A place that somebody else wants is kept for so long without a question: a page asks each second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Of one tenant, so that one cannot take all places.</summary>
    public const int MaxViewsOfTenant = 8;

    /// <summary>Of all tenants together: the rest is for those who look after the installation, above all when everybody looks.</summary>
    public const int MaxViewsOfTenants = RequestSampling.MaxWatches - MaxViewsOfTenant;

    /// <summary>Gateways are asked again long before they would stop.</summary>
    private static readonly TimeSpan _renewal = Ttl / 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestView, HeldSample> _samples = [];
    private ITimer? _sweep;
    private DateTimeOffset _askAgainAt;
    private WantedOf _answer = WantedOf.Nobody;
    /// <summary>They begin with the time: a gateway may still know those of a control plane before.</summary>
    private ulong _lastId = (ulong)time.GetUtcNow().Ticks;
    private long _lastSeq;

    /// <summary>What there is after a number; null: too many look at other things already.</summary>
    /// <param name="person">Who sees the clients' addresses; null: nobody does.</param>
    /// <param name="refusal">Why not, and when to try again; null where there is a reading.</param>
    public RequestReading? Read(RequestView view, long after, string? person, out RequestRefusal? refusal)
    {
        lock (_gate)
        {
            refusal = null;
            var now = time.GetUtcNow();
            if (!_samples.TryGetValue(view, out var sample))
            {
                if ((refusal = MakeRoom(view, now)) is not null)
                {
                    return null;
                }

                sample = Begin(view, now);
            }

            sample.AskedAt = now;
            if (now >= _askAgainAt)
            {
                Ask(now);
            }

            var linked = fleet.All.Where(g => g.IsConnected).Select(g => g.Name).ToList();
            if (!linked.TrueForAll(_answer.IsSettled))
            {
                // A link that has no room for a moment has some with the next question.
                _askAgainAt = now;
            }

            return sample.Read(after) with
            {
                Gateways = [.. linked.Where(_answer.Asked.Contains)],
                Unable = [.. linked.Where(_answer.Older.Contains)],
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
            if (gateway.IsConnected && !_answer.IsSettled(gateway.Name))
            {
                _askAgainAt = DateTimeOffset.MinValue;
            }
            else if (!gateway.IsConnected)
            {
                _answer = new WantedOf([.. _answer.Asked.Where(g => g != gateway.Name)], [.. _answer.Older.Where(g => g != gateway.Name)]);
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

    /// <summary>A place for one more, taken from whoever has not asked for long.</summary>
    private RequestRefusal? MakeRoom(RequestView view, DateTimeOffset now) =>
        MakeRoom(s => s.View.TenantId == view.TenantId, MaxViewsOfTenant, $"At most {MaxViewsOfTenant} filters of a tenant are looked at together", now)
        ?? (view.IsOfInstallation ? null : MakeRoom(s => !s.View.IsOfInstallation, MaxViewsOfTenants, $"All {MaxViewsOfTenants} places for filters of tenants are taken, by other tenants too", now))
        ?? MakeRoom(_ => true, RequestSampling.MaxWatches, $"All {RequestSampling.MaxWatches} places for filters are taken", now);

    private RequestRefusal? MakeRoom(Func<HeldSample, bool> shares, int places, string full, DateTimeOffset now)
    {
        var holders = _samples.Values.Where(shares).ToList();
        if (holders.Count < places)
        {
            return null;
        }

        var stalest = holders.MinBy(s => s.AskedAt)!;
        var wait = Patience - (now - stalest.AskedAt);
        if (wait > TimeSpan.Zero)
        {
            return new RequestRefusal($"{full}; one that nobody asks for gives its place away after {Patience.TotalSeconds:0} s.", wait);
        }

        Forget(stalest);
        return null;
    }

    private HeldSample Begin(RequestView view, DateTimeOffset now)
    {
        // Numbers begin with the time, so that one of an earlier look, or of an earlier process, is never ahead of this one's.
        var sample = new HeldSample(++_lastId, view, Math.Max(now.ToUnixTimeMilliseconds(), _lastSeq + 1), now);
        _samples.Add(view, sample);
        _askAgainAt = DateTimeOffset.MinValue;
        _sweep ??= time.CreateTimer(_ => Sweep(), null, Ttl, Ttl);
        return sample;
    }

    private void Forget(HeldSample sample)
    {
        _lastSeq = Math.Max(_lastSeq, sample.NextSeq);
        _samples.Remove(sample.View);
    }

    private void Ask(DateTimeOffset now)
    {
        _askAgainAt = now + _renewal;
        var wanted = new RequestsWanted();
        wanted.Watches.AddRange(_samples.Values.Select(s => s.View.Ask(s.Id, Ttl, options.PerSecond)));
        _answer = fleet.Want(wanted);
        foreach (var sample in _samples.Values)
        {
            sample.OnAsked(_answer.Asked.Count, options.PerSecond);
        }
    }

    private void Sweep()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var over = _samples.Values.Where(s => now - s.AskedAt >= Ttl).ToList();
            over.ForEach(Forget);
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
