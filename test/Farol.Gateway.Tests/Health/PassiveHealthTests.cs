using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Metering;
using Farol.Gateway.Tests.Balancing;
using Testing.Support;

namespace Farol.Gateway.Tests.Health;

/// <summary>Passive ejection and the breaker, as the selector meets them.</summary>
public sealed class PassiveHealthTests
{
    [Fact]
    public void Failures_in_a_row_set_a_backend_aside_and_one_good_trial_brings_it_back()
    {
        var pool = Pool();
        var selector = pool.Selector();
        Fail(pool, selector, "a", 4);
        Assert.True(pool["a"].Health.IsUsable);
        Fail(pool, selector, "a", 1);
        Assert.False(pool["a"].Health.IsUsable);
        var verdict = pool["a"].Health.Verdict()!;
        Assert.Equal((HealthAuthority.Passive, HealthState.SetAside, pool.Time.GetUtcNow()), (verdict.Authority, verdict.State, verdict.Since));
        Assert.Contains("5 requests in a row failed", verdict.LastError, StringComparison.Ordinal);
        Assert.Equal(0, pool.Count(selector, 100)["a"]);

        pool.Advance(TimeSpan.FromSeconds(10.1));
        var counts = pool.Count(selector, 300);
        Assert.InRange(counts["a"], 90, 110);
        Assert.Equal(HealthState.Healthy, pool["a"].Health.Verdict(HealthAuthority.Passive)!.State);
    }

    [Fact]
    public void Only_one_request_is_the_trial_and_its_failure_doubles_the_time()
    {
        var pool = Pool();
        var selector = pool.Selector();
        Fail(pool, selector, "a", 5);
        pool.Advance(TimeSpan.FromSeconds(10.1));
        var chosen = Enumerable.Range(0, 60).Select(_ => selector.Select(default, [], pool.Now)!.Id).ToList();
        Assert.Single(chosen, "a");
        selector.End(pool["a"], Outcome.FirstByteTimeout, 0, pool.Now);
        pool.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(0, pool.Count(selector, 60)["a"]);
        pool.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(pool.Count(selector, 60)["a"] > 0);
    }

    [Fact]
    public void A_success_between_begins_the_row_anew()
    {
        var pool = Pool(p => p with { ErrorRatePercent = 0 });
        var selector = pool.Selector();
        for (var i = 0; i < 5; i++)
        {
            Fail(pool, selector, "a", 4);
            selector.Observe(pool["a"], Outcome.Success, 1_000, pool.Now);
        }

        Assert.True(pool["a"].Health.IsUsable);
    }

    [Fact]
    public void A_client_that_leaves_says_nothing()
    {
        var pool = Pool();
        var selector = pool.Selector();
        for (var i = 0; i < 50; i++)
        {
            selector.Observe(pool["a"], Outcome.ClientGone, 0, pool.Now);
        }

        Assert.True(pool["a"].Health.IsUsable);
        Assert.Equal(0, pool["a"].Figures(0).Failures);
    }

    [Fact]
    public void A_share_of_failures_sets_aside_over_all_loops_once_there_are_enough_requests()
    {
        var pool = Pool(p => p with { ConsecutiveFailures = 0, ErrorRatePercent = 50, MinimumRequests = 20 }, loops: 2);
        PoolSelector[] loops = [pool.Selector(0), pool.Selector(1)];

        // The window begins with the first failure, so two of the successes are before it.
        for (var i = 0; i < 23; i++)
        {
            Assert.True(pool["a"].Health.IsUsable, $"after {i}");
            loops[i % 2].Observe(pool["a"], i % 4 < 2 ? Outcome.Success : Outcome.ServerError, 1_000, pool.Now);
        }

        Assert.False(pool["a"].Health.IsUsable);
    }

    [Fact]
    public void Old_successes_do_not_hide_a_failure_of_now()
    {
        var pool = Pool(p => p with { ConsecutiveFailures = 0, ErrorRatePercent = 50, MinimumRequests = 20 });
        var selector = pool.Selector();
        for (var i = 0; i < 10_000; i++)
        {
            selector.Observe(pool["a"], Outcome.Success, 1_000, pool.Now);
        }

        pool.Advance(TimeSpan.FromSeconds(11));
        for (var i = 0; i < 20; i++)
        {
            selector.Observe(pool["a"], Outcome.ServerError, 1_000, pool.Now);
        }

        Assert.False(pool["a"].Health.IsUsable);
    }

    [Fact]
    public void No_more_than_the_stated_share_of_a_tier_is_set_aside()
    {
        var pool = Pool(p => p with { MaxEjectedPercent = 50 }, backends: 4);
        var selector = pool.Selector();
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            Fail(pool, selector, id, 10);
        }

        Assert.Equal(2, "abcd".Count(id => !pool[id.ToString()].Health.IsUsable));
        Assert.True(pool.Passive.EjectionsRefused > 0);
    }

    [Fact]
    public void The_only_backend_of_a_pool_stays()
    {
        var pool = Pool(backends: 1);
        Fail(pool, pool.Selector(), "a", 50);
        Assert.True(pool["a"].Health.IsUsable);
    }

    [Fact]
    public void The_breaker_opens_for_a_backend_even_where_ejection_may_not()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 1, with: p => p with { PanicPercent = 0, Breaker = new BreakerSection() });
        var selector = pool.Selector();
        Fail(pool, selector, "a", 20);
        Assert.True(pool["a"].Health.IsAgainst(HealthAuthority.Breaker));
        Assert.Null(selector.Select(default, [], pool.Now + 2_000));
        pool.Advance(TimeSpan.FromSeconds(10.1));

        // Half open: three at once, and all good closes it.
        for (var i = 0; i < 3; i++)
        {
            Assert.NotNull(selector.Select(default, [], pool.Now));
        }

        Assert.Null(selector.Select(default, [], pool.Now));
        for (var i = 0; i < 3; i++)
        {
            selector.End(pool["a"], Outcome.Success, 1_000, pool.Now);
        }

        Assert.True(pool["a"].Health.IsUsable);
    }

    [Fact]
    public void A_breaker_that_is_taken_out_of_the_configuration_closes()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 1, with: p => p with { PanicPercent = 0, Breaker = new BreakerSection() });
        var selector = pool.Selector();
        Fail(pool, selector, "a", 20);
        selector.Update(pool.Change(p => p with { Breaker = null }));
        Assert.True(pool.Count(selector, 10)["a"] == 10);
        Assert.True(pool["a"].Health.IsUsable);
    }

    [Fact]
    public void Ejections_and_returns_are_told()
    {
        var pool = Pool();
        var selector = pool.Selector();
        Fail(pool, selector, "a", 5);
        pool.Advance(TimeSpan.FromSeconds(10.1));
        pool.Count(selector, 10);
        Assert.True(pool.Events.TryRead(out var out1));
        Assert.True(pool.Events.TryRead(out var back));
        Assert.False(pool.Events.TryRead(out _));
        Assert.Equal((GatewayEventKind.Ejection, "a", "shop"), (out1.Kind, out1.Backend, out1.Pool));
        Assert.Equal(GatewayEventKind.BackendHealth, back.Kind);
    }

    [Fact]
    public void Reporting_success_allocates_nothing()
    {
        var pool = Pool();
        var selector = pool.Selector();
        selector.Observe(pool["a"], Outcome.Success, 1_000, pool.Now);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                selector.Observe(pool["a"], Outcome.Success, 1_000 + i, pool.Now + i);
            }
        }));
    }

    private static PoolUnderTest Pool(Func<PassiveHealthSection, PassiveHealthSection>? passive = null, int backends = 3, int loops = 1) => new(
        BalancingAlgorithm.RoundRobin,
        backends,
        loops,
        p => p with { PanicPercent = 0, PassiveHealth = passive?.Invoke(p.PassiveHealth) ?? p.PassiveHealth });

    private static void Fail(PoolUnderTest pool, PoolSelector selector, string id, int times)
    {
        for (var i = 0; i < times; i++)
        {
            selector.Observe(pool[id], Outcome.ServerError, 0, pool.Now);
        }
    }
}
