using System.Collections.Concurrent;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>What somebody who looks at requests is told of those that go through.</summary>
public sealed class WatchedRequestTests
{
    private readonly ConcurrentQueue<RequestLine> _lines = new();

    [Fact]
    public async Task A_request_is_told_as_it_ended_and_without_its_query()
    {
        await using var backend = await KestrelBackend.StartAsync();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        Watch(gateway);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET /hello?token=s3cret HTTP/1.1\r\nHost: Shop.test:81\r\n\r\n");
        _ = await client.ReadResponseAsync();
        var line = await OneAsync();
        Assert.Equal(("GET", "Shop.test:81", "/hello", "all", "web", $"web/{backend.Port}", "algorithm"), (line.Method, line.Host, line.Path, line.Route, line.Pool, line.Backend, line.Reason));
        Assert.Equal(("127.0.0.1", 1u), (line.Client, line.Tries));
        Assert.True(line.TotalMicroseconds >= line.FirstByteMicroseconds && line.FirstByteMicroseconds > 0);
        Assert.DoesNotContain("s3cret", line.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_route_takes_is_told_too_and_has_no_backend()
    {
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf() with { Routes = [], Pools = [] });
        Watch(gateway);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET /x HTTP/1.1\r\nHost: nobody.test\r\n\r\n");
        _ = await client.ReadResponseAsync();
        var line = await OneAsync();
        Assert.Equal(("nobody.test", 421u, "", "", ""), (line.Host, line.Status, line.Route, line.Backend, line.Reason));
    }

    private void Watch(GatewayUnderTest gateway) =>
        gateway.Server.Requests.Want(new RequestsWanted { Watches = { new RequestWatch { Id = 1, PerSecond = 10, TtlMilliseconds = 60_000 } } }, told =>
        {
            foreach (var line in told.Lines)
            {
                _lines.Enqueue(line);
            }

            return true;
        });

    private async Task<RequestLine> OneAsync()
    {
        await Eventually.True(() => !_lines.IsEmpty, "the request is told");
        return Assert.Single(_lines);
    }
}
