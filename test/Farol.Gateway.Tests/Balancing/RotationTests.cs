using Farol.Configuration.Gateway;
using Farol.Gateway.Health;

namespace Farol.Gateway.Tests.Balancing;

public sealed class RotationTests
{
    [Fact]
    public void Round_robin_gives_everybody_a_turn_whatever_the_weights()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 3, each: b => b.Id == "a" ? b with { Weight = 9 } : b);
        Assert.All(pool.Count(pool.Selector(), 300).Values, count => Assert.Equal(100, count));
    }

    [Fact]
    public void Loops_do_not_all_begin_with_the_same_backend()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 5, loops: 8);
        var firsts = Enumerable.Range(0, 8).Select(loop => pool.Selector(loop, loop).Select(default, [], pool.Now)!.Id).Distinct();
        Assert.True(firsts.Count() > 1);
    }

    [Fact]
    public void Smooth_rotation_spreads_the_turns_of_a_heavy_backend()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.WeightedRoundRobin, 3, each: b => b.Id == "a" ? b with { Weight = 5 } : b);
        var selector = pool.Selector();
        var turns = "";
        for (var i = 0; i < 14; i++)
        {
            var chosen = selector.Select(default, [], pool.Now)!;
            turns += chosen.Id;
            selector.End(chosen, Outcome.Success, 1_000, pool.Now);
        }

        Assert.Equal("aabacaaaabacaa", turns);
    }

    [Fact]
    public void Smooth_rotation_keeps_its_place_over_a_change_of_weights()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.WeightedRoundRobin, 2);
        var selector = pool.Selector();
        Assert.Equal(50, pool.Count(selector, 100)["a"]);
        selector.Update(pool.Change(p => p with { Backends = [p.Backends[0] with { Weight = 3 }, p.Backends[1]] }));
        Assert.Equal(75, pool.Count(selector, 100)["a"]);
    }

    [Fact]
    public void A_backend_that_comes_back_starts_slowly_and_reaches_its_share()
    {
        foreach (var algorithm in new[] { BalancingAlgorithm.RoundRobin, BalancingAlgorithm.WeightedRoundRobin, BalancingAlgorithm.RandomTwoChoices })
        {
            var pool = new PoolUnderTest(algorithm, 2, with: p => p with { SlowStart = TimeSpan.FromSeconds(30) });
            var selector = pool.Selector();
            pool.Count(selector, 10);
            pool.Advance(TimeSpan.FromMinutes(1));
            pool.Judge("b", HealthState.Unhealthy);
            pool.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(0, pool.Count(selector, 100)["b"]);
            pool.Judge("b", HealthState.Healthy);

            var early = pool.Count(selector, 2_000)["b"];
            pool.Advance(TimeSpan.FromSeconds(15));
            var halfway = pool.Count(selector, 2_000)["b"];
            pool.Advance(TimeSpan.FromSeconds(20));
            var late = pool.Count(selector, 2_000)["b"];
            Assert.InRange(early, 80, 320);
            Assert.InRange(halfway, 500, 850);
            Assert.InRange(late, 900, 1_100);
        }
    }

    [Fact]
    public void A_backend_that_is_added_starts_slowly_too()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.WeightedRoundRobin, 2, with: p => p with { SlowStart = TimeSpan.FromSeconds(30) });
        var selector = pool.Selector();
        pool.Count(selector, 10);
        pool.Advance(TimeSpan.FromMinutes(1));
        selector.Update(pool.Change(p => p with { Backends = [.. p.Backends, PoolUnderTest.Section("c")] }));
        Assert.InRange(pool.Count(selector, 1_000)["c"], 20, 80);
        pool.Advance(TimeSpan.FromSeconds(31));
        Assert.InRange(pool.Count(selector, 900)["c"], 299, 301);
    }
}
