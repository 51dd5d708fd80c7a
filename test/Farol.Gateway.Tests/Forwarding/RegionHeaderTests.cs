using System.Net;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>The region that a proxy tells of its client.</summary>
public sealed class RegionHeaderTests
{
    [Theory]
    [InlineData("127.0.0.0/8", "X-Client-Region: eu-de-be\r\n", "eu")]
    [InlineData("127.0.0.0/8", "x-client-region: sa-br\r\n", "sa")]
    [InlineData("127.0.0.0/8", "", "sa")]
    [InlineData("192.0.2.0/24", "X-Client-Region: eu-de-be\r\n", "sa")]
    public async Task A_trusted_proxy_is_believed_and_nobody_else(string trusted, string field, string answer)
    {
        using var european = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\neu");
        using var american = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nsa");
        var document = GatewayUnderTest.InFrontOf(european.Port, american.Port);
        var pool = document.Pools[0];
        await using var gateway = new GatewayUnderTest(document with
        {
            Gateway = document.Gateway with { Region = "sa-br-sp", RegionHeader = "X-Client-Region", TrustedProxies = [IPNetwork.Parse(trusted)] },
            Pools = [pool with { Algorithm = BalancingAlgorithm.GeoProximity, Backends = [pool.Backends[0] with { Region = "eu-de" }, pool.Backends[1] with { Region = "sa-br-rj" }] }],
        });
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync($"GET / HTTP/1.1\r\nHost: example.test\r\n{field}\r\n");
            Assert.EndsWith(answer, await client.ReadResponseAsync(), StringComparison.Ordinal);
        }
    }
}
