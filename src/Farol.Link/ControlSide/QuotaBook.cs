using Farol.Link.Protocol;
using Farol.Link.Quotas;

namespace Farol.Link.ControlSide;

/// <summary>
/// The buckets of limits that hold over all gateways. Every gateway holds a few tokens of each limit ahead of its requests and asks for those that it
/// used; what all hold and what is here is never more than the limit's burst, so the gateways together never pass more than the limit says.
/// </summary>
internal sealed class QuotaBook(LinkLimits limits, TimeProvider time)
{
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Key, ulong Hash), QuotaBucket> _buckets = [];
    private readonly HashSet<GatewaySession> _gateways = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>A gateway is linked: all are told how many share from now on.</summary>
    public void Joined(GatewaySession session)
    {
        lock (_gate)
        {
            _gateways.Add(session);
            TellAll();
        }
    }

    public void Left(GatewaySession session)
    {
        lock (_gate)
        {
            if (!_gateways.Remove(session))
            {
                return;
            }

            foreach (var bucket in _buckets.Values)
            {
                bucket.Forget(session);
            }

            TellAll();
        }
    }

    /// <exception cref="LinkException">More wants than one request may have.</exception>
    public QuotaLease Lease(GatewaySession session, QuotaRequest request)
    {
        if (request.Wants.Count > limits.MaxQuotaWants)
        {
            throw new LinkException(LinkFault.Malformed, $"{request.Wants.Count} limits in one request for quotas, over the bound of {limits.MaxQuotaWants}");
        }

        lock (_gate)
        {
            var now = time.GetTimestamp();
            Sweep(now);
            var lease = new QuotaLease { Number = request.Number, Gateways = (uint)_gateways.Count };
            foreach (var want in request.Wants)
            {
                lease.Granted.Add(Grant(session, want, now));
            }

            return lease;
        }
    }

    private uint Grant(GatewaySession session, QuotaWant want, long now)
    {
        if (want.RequestsPerSecond == 0)
        {
            return 0;
        }

        var share = QuotaShare.Of((int)Math.Min(want.RequestsPerSecond, int.MaxValue), (int)Math.Min(want.Burst, int.MaxValue), _gateways.Count);
        if (!_buckets.TryGetValue((want.Key, want.Hash), out var bucket))
        {
            if (_buckets.Count >= limits.MaxQuotaBuckets)
            {
                // Without a bucket nothing is granted: a limit is rather too narrow than none.
                return 0;
            }

            _buckets[(want.Key, want.Hash)] = bucket = new QuotaBucket(share.Pool, now);
        }

        bucket.Refill(want.RequestsPerSecond, share.Pool, time.GetElapsedTime(bucket.RefilledAt, now), now);
        return bucket.Grant(session, want.Amount, now, time);
    }

    /// <summary>A full bucket says nothing that a new one would not.</summary>
    private void Sweep(long now)
    {
        if (time.GetElapsedTime(_sweptAt, now) < _sweep)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.WouldBeFull(time.GetElapsedTime(bucket.RefilledAt, now)))
            {
                _buckets.Remove(key);
            }
        }
    }

    private void TellAll()
    {
        foreach (var gateway in _gateways)
        {
            gateway.TrySend(new Envelope { QuotaLease = new QuotaLease { Gateways = (uint)_gateways.Count } });
        }
    }
}
