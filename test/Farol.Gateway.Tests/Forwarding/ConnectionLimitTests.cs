using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Limits;
using Farol.Gateway.Routing;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>How many connections there may be, and what becomes of those whose listener goes.</summary>
public sealed class ConnectionLimitTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private const string Get = "GET / HTTP/1.1\r\nHost: example.test\r\n\r\n";

    private static async Task<bool> IsServedAsync(RawConnection client)
    {
        try
        {
            await client.SendAsync(Get);
            return (await client.ReadResponseAsync()).EndsWith("hello", StringComparison.Ordinal);
        }
        catch (Exception wrong) when (wrong is EndOfStreamException or SocketException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 5)]
    public async Task No_more_connections_than_the_bound_over_all_loops(int inAll, int perClient)
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with { Gateway = document.Gateway with { Limits = new LimitsSection { MaxConnections = inAll, MaxConnectionsPerClient = perClient } } };
        await using var gateway = new GatewayUnderTest(document, loops: 3);

        var clients = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => gateway.ConnectAsync()));
        var served = await Task.WhenAll(clients.Select(IsServedAsync));

        Assert.Equal(5, served.Count(s => s));
        Assert.Equal(7, gateway.Server.Loops.Sum(l => l.Meter.ConnectionsRefused));
        var refused = Assert.Single(Enumerable.Range(0, 7).Select(_ => gateway.Server.Events.TryRead(out var e) ? e.Text : "").Distinct());
        Assert.Contains(inAll > 0 ? "limits.max_connections " : "limits.max_connections_per_client", refused);

        clients[Array.IndexOf(served, true)].Dispose();
        await Eventually.True(() => gateway.Server.Bounds.Count == 4, "the place is free again");
        using var next = await gateway.ConnectAsync();
        Assert.True(await IsServedAsync(next));
        Array.ForEach(clients, c => c.Dispose());
    }

    [Fact]
    public async Task A_proxy_that_is_believed_brings_as_many_as_it_likes()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with
        {
            Gateway = document.Gateway with { Limits = new LimitsSection { MaxConnectionsPerClient = 1 }, TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] },
        };
        await using var gateway = new GatewayUnderTest(document);

        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gateway.ConnectAsync()));

        Assert.All(await Task.WhenAll(clients.Select(IsServedAsync)), Assert.True);
        Array.ForEach(clients, c => c.Dispose());
    }

    [Fact]
    public void A_site_of_IPv6_is_one_client_and_threads_do_not_lose_count()
    {
        var bounds = new ConnectionBounds();
        bounds.Update(new LimitsSection { MaxConnections = 1000, MaxConnectionsPerClient = 100 }, 1);
        var here = Enumerable.Range(0, 64).Select(i => IpNetworkSet.Number(IPAddress.Parse($"2001:db8::{i:x}"))).ToArray();

        Assert.Equal(100, Enumerable.Range(0, 4000).AsParallel().WithDegreeOfParallelism(4).Count(i => bounds.TryBegin(here[i % 64], isBound: true)));
        Assert.True(bounds.TryBegin(IpNetworkSet.Number(IPAddress.Parse("2001:db8:0:1::1")), isBound: true));
        Parallel.For(0, 100, i => bounds.End(here[i % 64]));
        Assert.Equal(100, Enumerable.Range(0, 200).Count(i => bounds.TryBegin(here[i % 64], isBound: true)));

        Assert.Equal(1000, Enumerable.Range(0, 4000).AsParallel().WithDegreeOfParallelism(4).Count(_ => bounds.TryBegin()));
        Assert.Equal(1000, bounds.Count);
    }

    [Fact]
    public async Task A_listener_that_goes_ends_its_idle_connections_and_lets_requests_end()
    {
        var mayAnswer = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            while (true)
            {
                var head = await connection.ReadUntilAsync("\r\n\r\n");
                if (head.StartsWith("GET /slow", StringComparison.Ordinal))
                {
                    await mayAnswer.Task;
                }

                await connection.SendAsync(Hello);
            }
        });
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with { Listeners = [.. document.Listeners, new ListenerSection { Name = "second", Address = "127.0.0.1", Port = 0 }] };
        await using var gateway = new GatewayUnderTest(document);
        using var stays = await gateway.ConnectAsync();
        using var idle = await gateway.ConnectAsync("second");
        using var busy = await gateway.ConnectAsync("second");
        Assert.True(await IsServedAsync(stays) && await IsServedAsync(idle));
        await busy.SendAsync("GET /slow HTTP/1.1\r\nHost: example.test\r\n\r\n");
        await Eventually.True(() => backend.Connections == 2, "the slow request reached its backend");

        gateway.Apply(document with { Listeners = [document.Listeners[0]] });

        Assert.Equal("", await idle.ReadToEndAsync());
        mayAnswer.SetResult();
        Assert.EndsWith("hello", await busy.ReadResponseAsync());
        Assert.Equal("", await busy.ReadToEndAsync());
        Assert.True(await IsServedAsync(stays));
    }

    [Fact]
    public async Task What_still_runs_on_a_listener_that_is_gone_ends_with_the_time_to_drain()
    {
        using var backend = new RawBackend(async connection => await connection.ReadUntilAsync("never"));
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with
        {
            Listeners = [.. document.Listeners, new ListenerSection { Name = "second", Address = "127.0.0.1", Port = 0 }],
            Gateway = document.Gateway with { Timeouts = new ClientTimeoutsSection { Drain = TimeSpan.FromMilliseconds(100) } },
        };
        await using var gateway = new GatewayUnderTest(document);
        using var busy = await gateway.ConnectAsync("second");
        await busy.SendAsync(Get);
        await Eventually.True(() => backend.Connections == 1, "the request reached its backend");

        gateway.Apply(document with { Listeners = [document.Listeners[0]] });

        Assert.Equal("", await busy.ReadToEndAsync());
    }

    [Fact]
    public async Task A_change_of_a_listener_that_stays_holds_for_the_next_connection()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        await using var gateway = new GatewayUnderTest(document);

        gateway.Apply(document with { Listeners = [document.Listeners[0] with { RedirectToHttps = true }] });

        await Eventually.True(
            async () =>
            {
                using var client = await gateway.ConnectAsync();
                await client.SendAsync(Get);
                return (await client.ReadResponseAsync()).StartsWith("HTTP/1.1 308 ", StringComparison.Ordinal);
            },
            "requests are redirected");
    }

    [Fact]
    public async Task The_nearest_region_is_asked()
    {
        using var near = RawBackend.Answering(Hello);
        using var far = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nfar");
        var document = GatewayUnderTest.InFrontOf(far.Port, near.Port);
        var pool = document.Pools[0];
        document = document with
        {
            Gateway = document.Gateway with { Region = "sa-br-sp" },
            Pools = [pool with { Algorithm = BalancingAlgorithm.GeoProximity, Backends = [pool.Backends[0] with { Region = "eu-de" }, pool.Backends[1] with { Region = "SA-BR-RJ" }] }],
        };
        await using var gateway = new GatewayUnderTest(document);
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 20; i++)
        {
            Assert.True(await IsServedAsync(client));
        }
    }
}
