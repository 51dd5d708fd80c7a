using Farol.Link.Protocol;
using Farol.Link.Quotas;

namespace Farol.Gateway.Limits;

/// <summary>Keeps the tokens of limits over all gateways ahead of the requests, on an ordinary thread: loops never ask and never wait.</summary>
internal sealed class QuotaLeases(RateLimits limits, IQuotaSource source, GatewayCountFile count, TimeProvider time)
{
    /// <summary>As many as one request for quotas may name; with more limits in need, the rest is asked for in the next round.</summary>
    private const int MaxWants = 4_096;

    /// <summary>Half of the time that QuotaShare reckons the pool with.</summary>
    private static readonly TimeSpan _round = TimeSpan.FromMilliseconds(20);

    /// <summary>While no tokens are leased, this is how late a second gateway may be noticed.</summary>
    private static readonly TimeSpan _idle = TimeSpan.FromMilliseconds(250);

    /// <summary>An answer takes a round trip; one that takes longer is not waited for.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private int _known = count.Load();
    private int _next;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Notice();
            limits.Share(_known, source.IsLinked);
            var lacking = limits.Shared;
            await AskAsync(lacking, cancellationToken);
            await Task.Delay(lacking.Count > 0 && source.IsLinked && _known > 1 ? _round : _idle, time, cancellationToken);
        }
    }

    private void Notice()
    {
        if (source.Gateways is > 0 and var gateways && gateways != _known)
        {
            _known = gateways;
            count.Save(gateways);
        }
    }

    private async Task AskAsync(IReadOnlyList<SharedBucket> shared, CancellationToken cancellationToken)
    {
        var asking = new List<SharedBucket>();
        var wants = new List<QuotaWant>();
        for (var i = 0; i < shared.Count && wants.Count < MaxWants; i++)
        {
            var bucket = shared[(_next + i) % shared.Count];
            if (bucket.Lacking is > 0 and var lacking)
            {
                asking.Add(bucket);
                wants.Add(new QuotaWant { Key = bucket.Key, Amount = (uint)lacking, RequestsPerSecond = (uint)bucket.RequestsPerSecond, Burst = (uint)bucket.Burst });
            }
        }

        _next = shared.Count == 0 ? 0 : (_next + asking.Count) % shared.Count;
        if (wants.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(_patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var lease = await source.LeaseAsync(wants, both.Token);
            for (var i = 0; i < Math.Min(asking.Count, lease?.Granted.Count ?? 0); i++)
            {
                asking[i].Add(Math.Min(lease!.Granted[i], wants[i].Amount));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The next round asks again.
        }
    }
}
