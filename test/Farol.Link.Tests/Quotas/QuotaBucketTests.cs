using Farol.Link.ControlSide;
using Farol.Link.Quotas;
using Testing.Support;

namespace Farol.Link.Tests.Quotas;

/// <summary>How the control plane's part of a limit is given out.</summary>
public sealed class QuotaBucketTests
{
    private const int RoundsPerSecond = 50;

    [Theory]
    [InlineData(1000, 0, 1)]
    [InlineData(1000, 0, 2)]
    [InlineData(1000, 200, 3)]
    [InlineData(10, 20, 2)]
    public void What_all_hold_and_what_is_kept_is_the_burst(int rate, int burst, int gateways)
    {
        var share = QuotaShare.Of(rate, burst, gateways);
        Assert.True(share.Hold >= 1);
        Assert.InRange((share.Hold * gateways) + share.Pool, 1, Math.Max(burst == 0 ? rate : burst, rate / 25) + gateways);
    }

    [Theory]
    [InlineData(1000, 2)]
    [InlineData(1000, 5)]
    [InlineData(10, 2)]
    [InlineData(7, 3)]
    public void Who_all_want_more_than_there_is_get_the_same_and_together_the_limit(int rate, int gateways)
    {
        var granted = Run(rate, gateways, _ => (uint)rate);
        var pool = QuotaShare.Of(rate, 0, gateways).Pool;
        Assert.InRange(granted.Sum(), (rate * 20) - 2 - (rate / 50), (rate * 20) + pool + 1);
        // Who asks first, while nobody else lacks anything, has what was kept for such a moment.
        granted[0] -= pool;
        Assert.True(granted.Max() - granted.Min() <= Math.Max(2, granted.Max() / 20), string.Join(", ", granted));
    }

    [Fact]
    public void What_one_does_not_need_is_the_others()
    {
        // 100 a second of 1000: the other has 900.
        var granted = Run(1000, 2, gateway => gateway == 0 ? 2u : 1000u);
        Assert.InRange(granted[0], 1990, 2000);
        Assert.InRange(granted[1], 17_900, 18_600);
    }

    /// <summary>Twenty seconds, each gateway asking fifty times in each.</summary>
    private static List<long> Run(int rate, int gateways, Func<int, uint> wanted)
    {
        var time = new ManualTime();
        var share = QuotaShare.Of(rate, 0, gateways);
        var bucket = new QuotaBucket(share.Pool, time.GetTimestamp());
        var names = Enumerable.Range(0, gateways).Select(_ => new object()).ToList();
        var granted = new long[gateways];
        for (var round = 0; round < 20 * RoundsPerSecond; round++)
        {
            for (var gateway = 0; gateway < gateways; gateway++)
            {
                time.Advance(TimeSpan.FromSeconds(1.0 / RoundsPerSecond / gateways));
                var now = time.GetTimestamp();
                bucket.Refill((uint)rate, share.Pool, time.GetElapsedTime(bucket.RefilledAt, now), now);
                granted[gateway] += bucket.Grant(names[gateway], wanted(gateway), now, time);
            }
        }

        return [.. granted];
    }
}
