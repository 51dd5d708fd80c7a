using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;

namespace Farol.Gateway.Tests.Balancing;

/// <summary>Algorithms that look at load, on simulated backends.</summary>
public sealed class LoadTests
{
    public static TheoryData<BalancingAlgorithm> LoadAware => [BalancingAlgorithm.LeastConn, BalancingAlgorithm.RandomTwoChoices, BalancingAlgorithm.PeakEwma];

    [Theory]
    [MemberData(nameof(LoadAware))]
    public void Equal_backends_each_get_a_fair_share(BalancingAlgorithm algorithm)
    {
        // The case of traefik #12306: five equal servers, of which one got 5 of 1 500 requests.
        for (var seed = 1; seed <= 10; seed++)
        {
            var pool = new PoolUnderTest(algorithm, 5);
            var run = new Simulation(pool, _ => 2_000, seed: seed);
            run.Run(1_500, perSecond: 300, pool.Selector(seed: seed));
            Assert.All(run.Chosen, c => Assert.True(c.Value is >= 180 and <= 430, $"seed {seed}: {string.Join(' ', run.Chosen)}"));
        }
    }

    [Fact]
    public void A_backend_that_was_slow_for_a_moment_is_not_forgotten()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.PeakEwma, 5);
        var selector = pool.Selector();
        var run = new Simulation(pool, _ => 2_000);
        run.Run(200, 300, selector);
        pool["c"].Figures(0).CountSuccess(3_000_000, pool.Now);
        run.Chosen["c"] = 0;
        run.Run(6_000, 300, selector);
        Assert.InRange(run.Chosen["c"], 500, 1_500);
    }

    [Theory]
    [MemberData(nameof(LoadAware))]
    public void A_slow_backend_gets_less_and_still_something(BalancingAlgorithm algorithm)
    {
        var pool = new PoolUnderTest(algorithm, 4);
        var run = new Simulation(pool, id => id == "d" ? 50_000 : 5_000);
        run.Run(20_000, perSecond: 1_600, pool.Selector());
        var others = (run.Chosen["a"] + run.Chosen["b"] + run.Chosen["c"]) / 3;
        Assert.InRange(run.Chosen["d"], 20, others / 3);
    }

    [Fact]
    public void On_unequal_backends_looking_at_load_beats_turns()
    {
        double P99(BalancingAlgorithm algorithm)
        {
            var pool = new PoolUnderTest(algorithm, 4);
            var run = new Simulation(pool, id => id is "a" ? 12_000 : 4_000);
            run.Run(20_000, perSecond: 1_200, pool.Selector());
            return run.Percentile(0.99);
        }

        var turns = P99(BalancingAlgorithm.RoundRobin);
        Assert.All(LoadAware, algorithm => Assert.InRange(P99(algorithm), 0, turns * 0.7));
    }

    [Theory]
    [InlineData(BalancingAlgorithm.LeastConn)]
    [InlineData(BalancingAlgorithm.RandomTwoChoices)]
    public void Weights_shape_the_load(BalancingAlgorithm algorithm)
    {
        var pool = new PoolUnderTest(algorithm, 3, each: b => b.Id == "a" ? b with { Weight = 4 } : b);
        var selector = pool.Selector();
        for (var i = 0; i < 600; i++)
        {
            Assert.NotNull(selector.Select(default, [], pool.Now));
        }

        Assert.InRange(pool["a"].InFlight, 370, 430);
        Assert.InRange(pool["b"].InFlight, 80, 120);
    }

    [Fact]
    public void An_idle_pool_does_not_send_everything_to_its_heaviest_backend()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.LeastConn, 2, each: b => b.Id == "a" ? b with { Weight = 3 } : b);
        Assert.InRange(pool.Count(pool.Selector(), 4_000)["b"], 900, 1_100);
    }

    [Fact]
    public void Loops_see_each_others_load_within_a_millisecond()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.LeastConn, 2, loops: 2);
        var mine = pool.Selector(0);
        var other = pool.Selector(1);
        mine.Select(default, [], pool.Now);
        for (var i = 0; i < 50; i++)
        {
            other.Select(default, [pool["b"]], pool.Now);
        }

        pool.Now += PoolView.MaxAgeMicroseconds;
        for (var i = 0; i < 49; i++)
        {
            Assert.Equal("b", mine.Select(default, [], pool.Now)!.Id);
        }
    }

    [Fact]
    public void Several_loops_together_balance_as_one_does()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RandomTwoChoices, 5, loops: 4);
        var run = new Simulation(pool, id => id == "a" ? 20_000 : 4_000);
        run.Run(20_000, 2_000, [.. Enumerable.Range(0, 4).Select(l => pool.Selector(l, l))]);
        Assert.InRange(run.Chosen["a"], 100, 2_000);
        Assert.InRange(run.Percentile(0.99), 0, 100_000);
    }

    [Fact]
    public void A_bound_holds_exactly_over_loops_on_real_threads()
    {
        const int bound = 7;
        const int loops = 4;
        var pool = new PoolUnderTest(BalancingAlgorithm.LeastConn, 1, loops, each: b => b with { MaxConnections = bound });
        var backend = pool["a"];
        var taken = 0L;
        var over = 0L;
        var held = 0;
        Parallel.For(0, loops, new ParallelOptions { MaxDegreeOfParallelism = loops }, loop =>
        {
            var selector = pool.Selector(loop, loop);
            for (var i = 0; i < 50_000; i++)
            {
                if (selector.Select(default, [], 1_000_000 + i) is null)
                {
                    Assert.Equal(SelectionReason.AllFull, selector.Reason);
                    continue;
                }

                if (Interlocked.Increment(ref held) > bound)
                {
                    Interlocked.Increment(ref over);
                }

                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref held);
                selector.Release(backend);
            }
        });
        Assert.Equal(0, over);
        Assert.True(taken > 0);
        Assert.Equal(0, backend.InFlight);
    }
}
