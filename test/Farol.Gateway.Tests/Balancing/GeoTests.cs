using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;

namespace Farol.Gateway.Tests.Balancing;

public sealed class GeoTests
{
    [Theory]
    [InlineData("sa-br-sp", "sa-br-sp", 3)]
    [InlineData("sa-br-sp", "sa-br-rj", 2)]
    [InlineData("sa-br", "sa-br-rj", 2)]
    [InlineData("sa/br", "SA-BR", 2)]
    [InlineData("sa-br", "sa-bra", 1)]
    [InlineData("sa-br", "sap", 0)]
    [InlineData("eu", "sa-br", 0)]
    [InlineData("eu", "", 0)]
    public void Nearness_counts_leading_segments(string label, string client, int expected) =>
        Assert.Equal(expected, RegionLabels.Nearness(Encoding.ASCII.GetBytes(label), Encoding.ASCII.GetBytes(client)));

    [Fact]
    public void The_nearest_serve_and_the_next_nearest_stand_in()
    {
        var regions = new Dictionary<string, string?> { ["a"] = "sa-br-sp", ["b"] = "sa-br-rj", ["c"] = "eu-pt", ["d"] = null };
        var pool = new PoolUnderTest(BalancingAlgorithm.GeoProximity, 4, each: b => b with { Region = regions[b.Id] });
        var selector = pool.Selector();
        SelectionKey Paulista(int i) => new() { Region = "sa-br-sp"u8 };
        Assert.Equal(100, pool.Count(selector, 100, Paulista)["a"]);
        pool.Judge("a", HealthState.Unhealthy);
        pool.Now += 2_000;
        Assert.Equal(100, pool.Count(selector, 100, Paulista)["b"]);
        pool.Judge("b", HealthState.Unhealthy);
        pool.Now += 2_000;
        var far = pool.Count(selector, 200, Paulista);
        Assert.True(far["c"] > 50 && far["d"] > 50);
    }

    [Fact]
    public void A_client_from_nowhere_is_spread_over_all()
    {
        var pool = new PoolUnderTest(BalancingAlgorithm.GeoProximity, 3, each: b => b with { Region = $"r{b.Id}" });
        Assert.All(pool.Count(pool.Selector(), 900).Values, c => Assert.InRange(c, 220, 380));
    }
}
