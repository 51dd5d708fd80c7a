namespace Farol.Link.Tests;

public sealed class LatencyBoundsTests
{
    [Fact]
    public void Bounds_rise_by_a_quarter_at_most()
    {
        var bounds = LatencyBounds.Microseconds.ToArray();
        Assert.Equal(LatencyBounds.Buckets - 1, bounds.Length);
        Assert.Equal((1L << LatencyBounds.FirstPower, 1L << LatencyBounds.LastPower), (bounds[0], bounds[^1]));
        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.InRange(pair.Second, pair.First + 1, pair.First * 5 / 4));
    }

    [Fact]
    public void A_quantile_lies_within_the_bucket_that_holds_it()
    {
        var bounds = LatencyBounds.Microseconds.ToArray();
        var buckets = new long[LatencyBounds.Buckets];
        (buckets[4], buckets[20]) = (90, 10);
        Assert.InRange(LatencyBounds.Quantile(buckets, 0.5)!.Value, bounds[3], bounds[4]);
        Assert.Equal(bounds[4], LatencyBounds.Quantile(buckets, 0.9));
        Assert.InRange(LatencyBounds.Quantile(buckets, 0.99)!.Value, bounds[19], bounds[20]);
        Assert.Null(LatencyBounds.Quantile(new long[LatencyBounds.Buckets], 0.5));
        buckets[^1] = 10_000;
        Assert.Equal(bounds[^1], LatencyBounds.Quantile(buckets, 0.5));
    }
}
