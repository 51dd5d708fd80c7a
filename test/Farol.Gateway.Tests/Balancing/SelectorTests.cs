using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Upstreams;
using Testing.Support;

namespace Farol.Gateway.Tests.Balancing;

/// <summary>What holds whatever the algorithm is.</summary>
public sealed class SelectorTests
{
    public static TheoryData<BalancingAlgorithm> All => [.. Enum.GetValues<BalancingAlgorithm>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Selecting_allocates_nothing(BalancingAlgorithm algorithm)
    {
        var pool = new PoolUnderTest(algorithm, 5, loops: 2, each: b => b with { Region = b.Id == "a" ? "sa-br" : "eu-pt", MaxConnections = 1_000 });
        var selector = pool.Selector();
        Backend[] tried = [pool["b"]];
        void Rounds(int count)
        {
            for (var i = 0; i < count; i++)
            {
                pool.Now += 300;
                var key = new SelectionKey { ClientHash = (ulong)i * 7919, Region = "sa-br-sp"u8, Sticky = i % 4 == 0 ? pool["c"] : null };
                var chosen = selector.Select(key, i % 3 == 0 ? tried : [], pool.Now)!;
                selector.End(chosen, Outcome.Success, 1_500, pool.Now);
            }
        }

        Rounds(2_000);
        Assert.Equal(0, Allocations.Steady(() => Rounds(2_000)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_was_tried_is_not_chosen_again(BalancingAlgorithm algorithm)
    {
        var pool = new PoolUnderTest(algorithm, 3);
        var selector = pool.Selector();
        for (var i = 0; i < 100; i++)
        {
            var key = new SelectionKey { ClientHash = (ulong)i };
            var first = selector.Select(key, [], pool.Now)!;
            var second = selector.Select(key, [first], pool.Now)!;
            var third = selector.Select(key, [first, second], pool.Now)!;
            Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
            Assert.Null(selector.Select(key, [first, second, third], pool.Now));
            Assert.Equal(SelectionReason.AllTried, selector.Reason);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_unhealthy_and_the_draining_get_nothing_at_once(BalancingAlgorithm algorithm)
    {
        var pool = new PoolUnderTest(algorithm, 4);
        var selector = pool.Selector();
        pool.Count(selector, 10);
        pool.Judge("a", HealthState.Unhealthy);
        selector.Update(pool.Change(p => p with { Backends = [.. p.Backends.Select(b => b with { Drain = b.Id == "b" })] }));
        var counts = pool.Count(selector, 400, i => new SelectionKey { ClientHash = StableHash.Combine(0, (ulong)i) });
        Assert.Equal(0, counts["a"] + counts["b"]);
        Assert.Equal(400, counts["c"] + counts["d"]);
    }

    [Fact]
    public void What_goes_bad_within_the_millisecond_of_a_view_is_left_out_too()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 2);
        var selector = pool.Selector();
        selector.Select(default, [], pool.Now);
        pool.Judge("a", HealthState.Unhealthy);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("b", selector.Select(default, [], pool.Now)!.Id);
        }
    }

    [Fact]
    public void A_full_pool_says_that_waiting_may_help()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.LeastConn, 2, with: p => p with { MaxConnections = 1 });
        var selector = pool.Selector();
        var first = selector.Select(default, [], pool.Now)!;
        Assert.NotSame(first, selector.Select(default, [], pool.Now));
        Assert.Null(selector.Select(default, [], pool.Now));
        Assert.Equal(SelectionReason.AllFull, selector.Reason);
        selector.Release(first);
        Assert.Same(first, selector.Select(default, [], pool.Now));
    }

    [Fact]
    public void An_empty_pool_has_nobody()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 0);
        var selector = pool.Selector();
        Assert.Null(selector.Select(default, [], pool.Now));
        Assert.Equal(SelectionReason.NoneUsable, selector.Reason);
    }

    [Fact]
    public void A_session_stays_with_its_backend_while_that_drains_and_leaves_it_when_it_fails()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 3, each: b => b with { Drain = b.Id == "b" });
        var selector = pool.Selector();
        var key = new SelectionKey { Sticky = pool["b"] };
        Assert.Equal("b", selector.Select(key, [], pool.Now)!.Id);
        Assert.Equal(SelectionReason.Sticky, selector.Reason);
        Assert.NotEqual("b", selector.Select(key, [pool["b"]], pool.Now)!.Id);
        pool.Judge("b", HealthState.Unhealthy);
        Assert.NotEqual("b", selector.Select(key, [], pool.Now)!.Id);
        Assert.Equal(SelectionReason.Algorithm, selector.Reason);
    }

    [Fact]
    public void A_session_of_a_backend_that_is_gone_goes_elsewhere()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 3);
        var selector = pool.Selector();
        var gone = pool["c"];
        selector.Update(pool.Change(p => p with { Backends = [.. p.Backends.Where(b => b.Id != "c")] }));
        Assert.NotSame(gone, selector.Select(new SelectionKey { Sticky = gone }, [], pool.Now));
    }

    [Fact]
    public void Another_algorithm_takes_over_in_place()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 2, each: b => b.Id == "a" ? b with { Weight = 3 } : b);
        var selector = pool.Selector();
        Assert.Equal(50, pool.Count(selector, 100)["a"]);
        selector.Update(pool.Change(p => p with { Algorithm = BalancingAlgorithm.WeightedRoundRobin }));
        Assert.Equal(75, pool.Count(selector, 100)["a"]);
    }
}
