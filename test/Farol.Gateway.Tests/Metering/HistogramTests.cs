using Farol.Gateway.Metering;

namespace Farol.Gateway.Tests.Metering;

public sealed class HistogramTests
{
    [Fact]
    public void Every_value_lies_in_its_bucket_and_buckets_follow_each_other()
    {
        for (var bucket = 0; bucket < LatencyHistogram.BucketCount - 1; bucket++)
        {
            var from = LatencyHistogram.LowerBound(bucket);
            var to = LatencyHistogram.LowerBound(bucket + 1) - 1;
            Assert.True(from <= to);
            Assert.Equal((bucket, bucket), (LatencyHistogram.Bucket(from), LatencyHistogram.Bucket(to)));
        }

        Assert.Equal(LatencyHistogram.BucketCount - 1, LatencyHistogram.Bucket(LatencyHistogram.MaxMicroseconds));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(3_000)]
    [InlineData(700_000)]
    public void Quantiles_are_right_within_five_percent(double mean)
    {
        var random = new Random(11);
        var histogram = new LatencyHistogram();
        var values = Enumerable.Range(0, 100_000).Select(_ => (long)(-Math.Log(1 - random.NextDouble()) * mean)).ToList();
        values.ForEach(histogram.Record);
        var summary = new LatencySummary();
        summary.Add(histogram);
        values.Sort();
        foreach (var share in new[] { 0.5, 0.95, 0.99, 0.999 })
        {
            var exact = values[(int)Math.Ceiling(share * values.Count) - 1];
            Assert.InRange(summary.Quantile(share)!.Value, exact * 0.95, exact * 1.05);
        }

        Assert.Equal(values.Average(), summary.MeanMicroseconds!.Value, 0.001);
    }

    [Fact]
    public void Nothing_measured_is_null() => Assert.Equal(((double?)null, (double?)null), (new LatencySummary().Quantile(0.5), new LatencySummary().MeanMicroseconds));

    [Fact]
    public void Counts_by_powers_of_two_are_exact()
    {
        var histogram = new LatencyHistogram();
        foreach (var value in new long[] { 0, 255, 256, 511, 512, 1_000_000_000, long.MaxValue })
        {
            histogram.Record(value);
        }

        var summary = new LatencySummary();
        summary.Add(histogram);
        var counts = new long[4];
        summary.ByPowersOfTwo(8, counts);
        Assert.Equal([2, 2, 1, 2], counts);
    }

    [Fact]
    public void A_stretch_of_time_is_a_difference()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1_000_000);
        var earlier = new LatencySummary();
        earlier.Add(histogram);
        histogram.Record(100);
        var later = new LatencySummary();
        later.Add(histogram);
        Assert.InRange(later.Since(earlier).Quantile(1)!.Value, 95, 105);
        Assert.Equal(1, later.Since(earlier).Count);
    }
}
