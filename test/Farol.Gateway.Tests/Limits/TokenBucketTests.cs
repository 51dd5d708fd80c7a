using Farol.Gateway.Limits;
using Testing.Support;

namespace Farol.Gateway.Tests.Limits;

public sealed class TokenBucketTests
{
    [Fact]
    public void A_burst_passes_and_then_the_rate()
    {
        var bucket = 0L;
        var rate = new Rate(10, 20);
        var now = 77_000_000L;
        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => TokenBucket.TryTake(ref bucket, rate, now, out var _)));
        var passed = 0;
        for (var i = 0; i < 10_000; i++)
        {
            now += 1_000;
            passed += TokenBucket.TryTake(ref bucket, rate, now, out _) ? 1 : 0;
        }

        Assert.Equal(100, passed);
    }

    [Fact]
    public void A_pause_fills_it_no_further_than_the_burst()
    {
        var bucket = 0L;
        var rate = new Rate(5, 0);
        var now = 1_000_000L;
        Assert.Equal(5, Enumerable.Range(0, 10).Count(_ => TokenBucket.TryTake(ref bucket, rate, now, out var _)));
        now += 3_600_000_000;
        Assert.Equal(5, Enumerable.Range(0, 10).Count(_ => TokenBucket.TryTake(ref bucket, rate, now, out var _)));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(1, 1)]
    public void Retry_after_is_in_whole_seconds_and_enough(int perSecond, int expected)
    {
        var bucket = 0L;
        var rate = new Rate(perSecond, 1);
        var now = 5_000_000L;
        Assert.True(TokenBucket.TryTake(ref bucket, rate, now, out _));
        Assert.False(TokenBucket.TryTake(ref bucket, rate, now, out var wait));
        Assert.Equal(expected, wait);
        Assert.True(TokenBucket.TryTake(ref bucket, rate, now + (wait * 1_000_000L), out _));
    }

    [Fact]
    public void It_is_exact_over_threads()
    {
        var bucket = 0L;
        var rate = new Rate(1_000, 500);
        var passed = 0L;
        var clock = 0L;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                if (TokenBucket.TryTake(ref bucket, rate, Interlocked.Add(ref clock, 25), out var _))
                {
                    Interlocked.Increment(ref passed);
                }
            }
        });

        // 400 000 steps of 25 µs are 10 s.
        Assert.InRange(passed, 10_490, 10_500);
    }

    [Fact]
    public void Clients_have_buckets_of_their_own_and_an_ipv6_site_has_one()
    {
        var one = ClientAddress.Subscriber(Number("2001:db8:1:2::1"));
        Assert.Equal(one, ClientAddress.Subscriber(Number("2001:db8:1:2:ffff::9")));
        Assert.NotEqual(one, ClientAddress.Subscriber(Number("2001:db8:1:3::1")));
        Assert.NotEqual(ClientAddress.Subscriber(Number("192.0.2.1")), ClientAddress.Subscriber(Number("192.0.2.2")));
        Assert.True(ClientAddress.IsIpv4(Number("192.0.2.1")));
        Assert.False(ClientAddress.IsIpv4(Number("2001:db8::1")));
    }

    [Fact]
    public void The_table_is_bounded_and_an_idle_key_gives_way_for_nothing()
    {
        var table = new BucketTable(seed: 4711, maxKeys: 1_024);
        var rate = new Rate(10, 1);
        var now = 10_000_000L;
        for (ulong key = 0; key < 100_000; key++)
        {
            now += 1_000;
            Assert.True(table.TryTake(key, rate, now, out _));
        }

        Assert.Equal(1_024, table.MaxKeys);
        Assert.Equal(0, table.Evicted);
    }

    [Fact]
    public void A_flood_of_keys_is_counted_and_widens_nobodys_limit()
    {
        var table = new BucketTable(seed: 4711, maxKeys: 1_024);
        var rate = new Rate(1, 1);
        var passed = 0;
        for (ulong key = 0; key < 100_000; key++)
        {
            passed += table.TryTake(key, rate, 10_000_000, out _) ? 1 : 0;
        }

        // Each place is owed for by then, so later keys wait with the one whose place they took.
        Assert.InRange(passed, 900, 1_024);
        Assert.True(table.Evicted > 90_000);
    }

    [Fact]
    public void Keys_are_limited_apart_and_exactly_over_threads()
    {
        var table = new BucketTable(seed: 4711, maxKeys: 65_536);
        var rate = new Rate(1, 10);
        var passed = new long[200];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var round = 0; round < 50; round++)
            {
                for (var key = 0; key < passed.Length; key++)
                {
                    if (table.TryTake((ulong)key, rate, 10_000_000, out var _))
                    {
                        Interlocked.Increment(ref passed[key]);
                    }
                }
            }
        });

        // At most one request a thread passes uncounted when threads meet a new key in the same instant.
        Assert.All(passed, p => Assert.InRange(p, 10, 13));
        Assert.True(passed.Count(p => p == 10) >= 195);
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        var table = new BucketTable(seed: 4711, maxKeys: 1_024);
        var rate = new Rate(10, 1);
        table.TryTake(1, rate, 1_000_000, out _);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (ulong key = 0; key < 10_000; key++)
            {
                table.TryTake(key, rate, 1_000_000, out _);
            }
        }));
    }

    private static UInt128 Number(string address) => Farol.Gateway.Routing.IpNetworkSet.Number(System.Net.IPAddress.Parse(address));
}
