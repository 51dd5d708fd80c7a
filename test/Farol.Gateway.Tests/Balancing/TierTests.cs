using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;

namespace Farol.Gateway.Tests.Balancing;

/// <summary>Failover tiers, spilling over, panic.</summary>
public sealed class TierTests
{
    /// <summary>Four backends a to d in tier 0, two backends e and f in tier 1.</summary>
    private static PoolUnderTest Tiers(int panicPercent = 0) => new(
        BalancingAlgorithm.RandomTwoChoices,
        6,
        with: p => p with { PanicPercent = panicPercent },
        each: b => b with { Priority = b.Id is "e" or "f" ? 1 : 0 });

    [Fact]
    public void The_second_tier_rests_while_the_first_is_well()
    {
        var pool = Tiers();
        var selector = pool.Selector();
        var counts = pool.Count(selector, 1_000);
        Assert.Equal(0, counts["e"] + counts["f"]);
        pool.Judge("a", HealthState.Unhealthy);
        pool.Now += 2_000;

        // Three of four are above 1/1.4.
        counts = pool.Count(selector, 1_000);
        Assert.Equal(0, counts["e"] + counts["f"]);
    }

    [Fact]
    public void Load_spills_in_proportion_when_the_first_tier_lacks_capacity()
    {
        var pool = Tiers();
        var selector = pool.Selector();
        pool.Judge("a", HealthState.Unhealthy);
        pool.Judge("b", HealthState.Unhealthy);

        // Half healthy takes 0.5 · 1.4 = 70 %.
        var counts = pool.Count(selector, 10_000);
        Assert.InRange(counts["e"] + counts["f"], 2_800, 3_200);
        Assert.Equal(SelectionReason.Spilled, ReasonOf("e", pool, selector));
    }

    [Fact]
    public void The_second_tier_takes_all_when_the_first_is_gone()
    {
        var pool = Tiers(panicPercent: 50);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            pool.Judge(id, HealthState.Unhealthy);
        }

        var counts = pool.Count(pool.Selector(), 1_000);
        Assert.Equal(1_000, counts["e"] + counts["f"]);
    }

    [Fact]
    public void A_first_tier_that_drains_hands_over()
    {
        var pool = Tiers();
        var selector = pool.Selector();
        selector.Update(pool.Change(p => p with { Backends = [.. p.Backends.Select(b => b with { Drain = b.Priority == 0 })] }));
        var counts = pool.Count(selector, 1_000);
        Assert.Equal(1_000, counts["e"] + counts["f"]);
    }

    [Fact]
    public void In_panic_everybody_is_asked_but_those_where_nothing_listens()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 5, with: p => p with { PanicPercent = 50 });
        var selector = pool.Selector();
        foreach (var id in new[] { "a", "b", "c" })
        {
            pool.Judge(id, HealthState.Unhealthy);
        }

        pool["c"].Health.IsRefusing = true;
        var counts = pool.Count(selector, 400);
        Assert.Equal(SelectionReason.Panic, selector.Reason);
        Assert.Equal(0, counts["c"]);
        Assert.All("abde", id => Assert.Equal(100, counts[id.ToString()]));
    }

    [Fact]
    public void Without_panic_nobody_is_asked_when_nobody_is_healthy()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 2, with: p => p with { PanicPercent = 0 });
        pool.Judge("a", HealthState.Unhealthy);
        pool.Judge("b", HealthState.Unhealthy);
        var selector = pool.Selector();
        Assert.Null(selector.Select(default, [], pool.Now));
        Assert.Equal(SelectionReason.NoneUsable, selector.Reason);
    }

    [Fact]
    public void What_an_operator_took_out_stays_out_even_in_panic()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 2, with: p => p with { PanicPercent = 100 });
        pool.Judge("a", HealthState.Disabled, HealthAuthority.Operator);
        pool.Judge("b", HealthState.Unhealthy);
        Assert.Equal(100, pool.Count(pool.Selector(), 100)["b"]);
    }

    [Fact]
    public void A_full_tier_overflows_into_the_next()
    {
        var pool = Tiers();
        var selector = pool.Selector();
        selector.Update(pool.Change(p => p with { MaxConnections = 1 }));
        var chosen = Enumerable.Range(0, 6).Select(_ => selector.Select(default, [], pool.Now)!.Id).ToList();
        Assert.Equal(["e", "f"], chosen[4..].Order());
        Assert.Null(selector.Select(default, [], pool.Now));
    }

    private static SelectionReason ReasonOf(string id, PoolUnderTest pool, PoolSelector selector)
    {
        while (true)
        {
            var chosen = selector.Select(default, [], pool.Now)!;
            selector.Release(chosen);
            if (chosen.Id == id)
            {
                return selector.Reason;
            }
        }
    }
}
