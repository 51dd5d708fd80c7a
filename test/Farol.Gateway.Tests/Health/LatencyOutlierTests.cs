using Farol.Configuration.Gateway;
using Farol.Gateway.Health;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tests.Balancing;

namespace Farol.Gateway.Tests.Health;

public sealed class LatencyOutlierTests
{
    [Theory]
    [InlineData(200_000, 300, true)]
    [InlineData(25_000, 300, false)]
    [InlineData(200_000, 0, false)]
    public void A_backend_far_slower_than_its_fellows_is_set_aside(long latency, int percent, bool isOut)
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.RoundRobin, 4, with: p => p with { PassiveHealth = p.PassiveHealth with { LatencyOutlierPercent = percent } });
        var outliers = new LatencyOutliers(pool.Passive);
        var snapshot = new SnapshotBuilder(new BackendRegistry(1, new ResolvedNames())).Build(GatewayDocument.Empty, 1, null);
        snapshot = Of(snapshot, pool.Pool);
        outliers.Sweep(snapshot, pool.Now);
        for (var i = 0; i < 50; i++)
        {
            foreach (var id in new[] { "a", "b", "c", "d" })
            {
                pool[id].Figures(0).CountSuccess(id == "d" ? latency : 10_000, pool.Now);
            }
        }

        pool.Advance(TimeSpan.FromSeconds(10));
        outliers.Sweep(snapshot, pool.Now);
        Assert.Equal(!isOut, pool["d"].Health.IsUsable);
        Assert.All("abc", id => Assert.True(pool[id.ToString()].Health.IsUsable));
        Assert.Equal(isOut, pool["d"].Health.Verdict()?.LastError?.Contains("200 ms on average where the median of its tier is 10 ms", StringComparison.Ordinal) == true);
    }

    private static GatewaySnapshot Of(GatewaySnapshot empty, Pool pool) => new()
    {
        Revision = 1,
        Hash = empty.Hash,
        Document = empty.Document,
        Tenants = empty.Tenants,
        Routes = empty.Routes,
        Pools = [pool],
        AllRoutes = [],
        BackendStates = [.. pool.Backends.Select(b => (b, b.State))],
        TrustedProxies = empty.TrustedProxies,
        DebugNetworks = empty.DebugNetworks,
        AcmeAnswers = empty.AcmeAnswers,
    };
}
