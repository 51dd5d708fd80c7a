using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Metering;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>Blocks in force, at the front door.</summary>
public sealed class BlockTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static readonly IPNetwork _loopback = IPNetwork.Parse("127.0.0.0/8");

    [Fact]
    public async Task A_blocked_client_is_closed_and_counted_and_a_few_events_say_so()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port) with { Blocks = [new BlockSection { Network = _loopback }] }, loops: 1);
        for (var i = 0; i < 40; i++)
        {
            using var client = await gateway.ConnectAsync();
            Assert.Equal("", await client.ReadToEndAsync());
        }

        await Eventually.True(() => gateway.Server.Loops.Sum(l => l.Meter.Blocked) == 40, "all are counted");
        Assert.Equal((0, 0), (gateway.Server.Connections, gateway.Server.Bounds.Count));
        var events = new List<GatewayEvent>();
        while (gateway.Server.Events.TryRead(out var happened))
        {
            events.Add(happened);
        }

        Assert.InRange(events.Count, 1, 39);
        Assert.All(events, e => Assert.Equal((GatewayEventKind.Blocked, "127.0.0.0/8 is blocked"), (e.Kind, e.Text)));
        gateway.Apply(gateway.Document with { Blocks = [.. gateway.Document.Blocks, new BlockSection { Network = IPNetwork.Parse("127.0.0.1/32"), Action = BlockAction.Allow }] });
        Assert.EndsWith("hello", await GetAsync(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_of_a_client_that_becomes_blocked_are_closed_whatever_they_do()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => gateway.ConnectAsync()));
        foreach (var client in clients.Take(3))
        {
            await client.SendAsync(Get());
            await client.ReadResponseAsync();
        }

        await Eventually.True(() => gateway.Server.Connections == 6, "all are in");
        gateway.Apply(gateway.Document with { Blocks = [new BlockSection { Network = _loopback }] });
        foreach (var client in clients)
        {
            Assert.Equal("", await client.ReadToEndAsync());
            client.Dispose();
        }

        await Eventually.True(() => gateway.Server.Loops.Sum(l => l.Meter.Blocked) == 6, "all are counted");
        gateway.Apply(gateway.Document with { Blocks = [] });
        Assert.EndsWith("hello", await GetAsync(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_the_client_is_refused_and_not_the_proxy()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with
        {
            Gateway = document.Gateway with { TrustedProxies = [_loopback] },
            Blocks = [new BlockSection { Network = IPNetwork.Parse("203.0.113.0/24") }],
        };
        await using var gateway = new GatewayUnderTest(document);
        using var proxy = await gateway.ConnectAsync();
        await proxy.SendAsync(Get("X-Forwarded-For: 203.0.113.9\r\n"));
        var refused = await proxy.ReadResponseAsync();
        Assert.StartsWith("HTTP/1.1 403 ", refused, StringComparison.Ordinal);
        Assert.Contains("this client is blocked", refused, StringComparison.Ordinal);
        await proxy.SendAsync(Get("X-Forwarded-For: 198.51.100.9\r\n"));
        Assert.EndsWith("hello", await proxy.ReadResponseAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (gateway.Server.Loops.Sum(l => l.Meter.Blocked), gateway.Server.Loops.Sum(l => l.Meter.Unrouted)));
    }

    [Fact]
    public async Task A_backends_own_403_is_no_block()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        Assert.EndsWith("no", await GetAsync(gateway), StringComparison.Ordinal);
        await Eventually.True(() => gateway.Server.Loops.Any(l => l.Meter.Series is not null), "it is counted");
        Assert.Equal(0, gateway.Server.Loops.Sum(l => l.Meter.Blocked));
        Assert.False(gateway.Server.Events.TryRead(out _));
    }

    [Fact]
    public async Task A_tenants_block_holds_for_its_routes_alone()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with
        {
            Tenants = [new TenantSection { Name = "acme", BackendNetworks = [_loopback] }],
            Pools = [document.Pools[0] with { Tenant = "acme" }],
            Routes = [new RouteSection { Name = "shop", Host = "shop.test", Pool = "web", Tenant = "acme" }, new RouteSection { Name = "all", Redirect = new RedirectSection { To = "https://example.test/" } }],
            Blocks = [new BlockSection { Network = _loopback, Tenant = "acme" }],
        };
        await using var gateway = new GatewayUnderTest(document);
        Assert.StartsWith("HTTP/1.1 403 ", await GetAsync(gateway, "shop.test"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 308 ", await GetAsync(gateway, "other.test"), StringComparison.Ordinal);
        var told = new List<GatewayEvent>();
        await Eventually.True(() => gateway.Server.Events.TryRead(out var e) && e is { Kind: GatewayEventKind.Blocked, Tenant: "acme", Route: "shop" }, "it is told");
    }

    [Fact]
    public async Task A_block_ends_when_its_time_is_over_without_another_document()
    {
        var time = new ManualTime();
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port) with { Blocks = [new BlockSection { Network = _loopback, ExpiresAt = time.GetUtcNow() + TimeSpan.FromHours(1) }] };
        await using var gateway = new GatewayUnderTest(document, time: time);
        using (var client = await gateway.ConnectAsync())
        {
            Assert.Equal("", await client.ReadToEndAsync());
        }

        time.Advance(TimeSpan.FromHours(1));
        Assert.EndsWith("hello", await GetAsync(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_that_came_through_a_proxy_ends_with_its_client()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with { Gateway = document.Gateway with { TrustedProxies = [_loopback] } };
        await using var gateway = new GatewayUnderTest(document);
        using var blocked = await TunnelAsync(gateway, "203.0.113.9");
        using var other = await TunnelAsync(gateway, "198.51.100.9");
        gateway.Apply(document with { Blocks = [new BlockSection { Network = IPNetwork.Parse("203.0.113.9/32") }] });
        Assert.Equal("", await blocked.ReadToEndAsync());
        await Eventually.True(() => gateway.Server.Connections == 1, "one is left");
        Assert.True(other.Socket.Poll(0, SelectMode.SelectWrite));
    }

    private static async Task<RawConnection> TunnelAsync(GatewayUnderTest gateway, string address)
    {
        var client = await gateway.ConnectAsync();
        await client.SendAsync(Get($"X-Forwarded-For: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"));
        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
        return client;
    }

    private static async Task<string> GetAsync(GatewayUnderTest gateway, string host = "example.test")
    {
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(Get(host: host));
        return await client.ReadResponseAsync();
    }

    private static string Get(string lines = "", string host = "example.test") => $"GET / HTTP/1.1\r\nHost: {host}\r\n{lines}\r\n";
}
