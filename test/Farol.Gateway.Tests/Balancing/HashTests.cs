using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;

namespace Farol.Gateway.Tests.Balancing;

public sealed class HashTests
{
    private const int Keys = 10_000;

    [Fact]
    public void A_key_stays_with_its_backend_on_every_loop_and_after_a_restart()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 5, loops: 2);
        var restarted = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 5, loops: 2);
        Assert.Equal(Owners(pool, pool.Selector(0)), Owners(pool, pool.Selector(1, seed: 99)));
        Assert.Equal(Owners(pool, pool.Selector(0)), Owners(restarted, restarted.Selector(0)));
    }

    [Fact]
    public void Keys_spread_by_weight()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 5, each: b => b.Id == "a" ? b with { Weight = 2 } : b);
        var counts = Owners(pool, pool.Selector()).CountBy(o => o).ToDictionary();
        Assert.InRange(counts["a"], Keys / 3 * 0.75, Keys / 3 * 1.25);
        Assert.All(counts.Where(c => c.Key != "a"), c => Assert.InRange(c.Value, Keys / 6 * 0.75, Keys / 6 * 1.25));
    }

    [Fact]
    public void When_a_backend_goes_only_its_keys_move()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 6);
        var selector = pool.Selector();
        var before = Owners(pool, selector);
        selector.Update(pool.Change(p => p with { Backends = [.. p.Backends.Where(b => b.Id != "c")] }));
        var after = Owners(pool, selector);
        Assert.All(before.Zip(after), m => Assert.True(m.First == m.Second || m.First == "c"));
        Assert.True(after.Where((_, i) => before[i] == "c").Distinct().Count() > 1);
    }

    [Fact]
    public void When_a_backend_comes_only_its_keys_move()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 6);
        var selector = pool.Selector();
        var before = Owners(pool, selector);
        selector.Update(pool.Change(p => p with { Backends = [PoolUnderTest.Section("new"), .. p.Backends] }));
        var after = Owners(pool, selector);
        Assert.All(before.Zip(after), m => Assert.True(m.First == m.Second || m.Second == "new"));
        Assert.InRange(after.Count(o => o == "new"), Keys / 7 * 0.7, Keys / 7 * 1.3);
    }

    [Fact]
    public void While_a_backend_is_unhealthy_only_its_keys_are_elsewhere()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.IpHash, 6);
        var selector = pool.Selector();
        var before = Owners(pool, selector);
        pool.Judge("b", HealthState.Unhealthy);
        pool.Now += 2_000;
        var during = Owners(pool, selector);
        pool.Judge("b", HealthState.Healthy);
        pool.Now += 2_000;
        Assert.All(before.Zip(during), m => Assert.True(m.First == m.Second || m.First == "b"));
        Assert.DoesNotContain("b", during);
        Assert.Equal(before, Owners(pool, selector));
    }

    [Fact]
    public void One_hot_key_does_not_drown_its_backend()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 5);
        var selector = pool.Selector();
        for (var i = 0; i < 1_000; i++)
        {
            Assert.NotNull(selector.Select(new SelectionKey { KeyHash = 42 }, [], pool.Now));
        }

        Assert.All("abcde", id => Assert.InRange(pool[id.ToString()].InFlight, 0, 251));
    }

    [Fact]
    public void A_few_requests_at_once_of_one_key_stay_together()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 5);
        var selector = pool.Selector();
        var chosen = Enumerable.Range(0, HashPolicy.NeverTooMany).Select(_ => selector.Select(new SelectionKey { KeyHash = 42 }, [], pool.Now)!.Id).ToList();
        Assert.Single(chosen.Distinct());
    }

    [Fact]
    public void A_request_without_the_key_goes_by_its_client()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.ConsistentHash, 6);
        var selector = pool.Selector();
        var owners = Enumerable.Range(0, 200).Select(i => Choose(pool, selector, new SelectionKey { ClientHash = StableHash.Combine(1, (ulong)i) })).ToList();
        Assert.Equal(6, owners.Distinct().Count());
        Assert.Equal(owners, Enumerable.Range(0, 200).Select(i => Choose(pool, selector, new SelectionKey { ClientHash = StableHash.Combine(1, (ulong)i) })));
    }

    [Fact]
    public void A_large_pool_still_has_a_bounded_ring()
    {
        var ring = new HashRing([.. Enumerable.Range(0, 1_000).Select(i => PoolUnderTest.Section($"b{i}") with { Weight = 10 })]);
        Assert.InRange(ring.Count, HashRing.MaxPoints * 0.9, HashRing.MaxPoints * 1.1);
    }

    private static List<string> Owners(PoolUnderTest pool, PoolSelector selector) =>
        [.. Enumerable.Range(0, Keys).Select(i => Choose(pool, selector, new SelectionKey { KeyHash = Key(i), ClientHash = Key(i) }))];

    private static ulong Key(int i) => StableHash.Of(BitConverter.GetBytes(i));

    private static string Choose(PoolUnderTest pool, PoolSelector selector, in SelectionKey key)
    {
        var chosen = selector.Select(key, [], pool.Now)!;
        selector.Release(chosen);
        return chosen.Id;
    }
}
