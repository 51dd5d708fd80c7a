using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateway.Metering;
using Farol.Gateway.Tests.Forwarding;
using Farol.Link;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Gateway.Tests.Hosting;

/// <summary>What goes up the link each second, of real requests through a real gateway.</summary>
public sealed class CounterFramesTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    [Fact]
    public async Task Series_come_when_they_changed_and_whole_when_asked_for()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(Document(backend.Port));
        var frames = Frames(gateway);
        await RequestAsync(gateway, "shop.test");
        await RequestAsync(gateway, "blog.test");
        var first = await CountedAsync(frames, isWhole: true, f => f.Series.Count == 2 && f.Series.All(s => s.RequestsTotal == 1 && s.InFlight == 0));
        Assert.Empty(frames.Read(isWhole: false).Series);
        await RequestAsync(gateway, "shop.test");
        var changed = Assert.Single((await CountedAsync(frames, isWhole: false, f => f.Series.Any(s => s.InFlight == 0))).Series);
        Assert.Equal(("shop", "web", "acme", 2), (changed.Route, changed.Pool, changed.Tenant, changed.RequestsTotal));
        Assert.Equal(10, changed.BytesOutTotal);
        Assert.Equal((LatencyBounds.Buckets, 2), (changed.LatencyBuckets.Count, changed.LatencyBuckets.Sum()));
        Assert.True(changed.LatencyMicrosecondsTotal > 0);
        Assert.Equal(2, first.RequestsTotal);
        var whole = frames.Read(isWhole: true);
        Assert.Equal(2, whole.Series.Count);
        Assert.Equal((3, 3, 0, 0), (whole.RequestsTotal, whole.ConnectionsTotal, whole.ViolationsTotal, whole.RateLimitedTotal));
    }

    [Fact]
    public async Task A_backend_tells_its_tenant_what_went_through_it_and_that_a_person_drains_it()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(Document(backend.Port));
        var frames = Frames(gateway);
        Assert.False(Assert.Single(frames.Read(isWhole: true).Backends).HasLatencyMicroseconds);
        await RequestAsync(gateway, "shop.test");
        var told = (await CountedAsync(frames, isWhole: false, f => f.Backends[0].BytesOutTotal > 0)).Backends.Single();
        Assert.Equal(($"web/{backend.Port}", "web", "acme", 1), (told.Id, told.Pool, told.Tenant, told.RequestsTotal));
        Assert.Equal((5, 1), (told.BytesOutTotal, told.LatencyBuckets.Sum()));
        Assert.True(told.LatencyMicroseconds > 0);
        Assert.Equal(("", "", false), (told.State, told.StateAuthority, told.HasStateSinceUnixMilliseconds));

        var pool = gateway.Document.Pools[0];
        gateway.Apply(gateway.Document with { Pools = [pool with { Backends = [pool.Backends[0] with { Drain = true }] }] });
        var drained = Assert.Single(frames.Read(isWhole: false).Backends);
        Assert.Equal(("draining", "operator"), (drained.State, drained.StateAuthority));
        Assert.True(drained.StateSinceUnixMilliseconds > 0);
        gateway.Apply(gateway.Document with { Pools = [pool] });
        Assert.Equal("", Assert.Single(frames.Read(isWhole: false).Backends).State);
    }

    [Fact]
    public async Task Violations_and_what_limits_refused_are_totals()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = Document(backend.Port);
        document = document with { Routes = [document.Routes[0] with { RateLimits = [new RateLimitSection { RequestsPerSecond = 1, Burst = 1 }] }, document.Routes[1]] };
        await using var gateway = new GatewayUnderTest(document);
        var frames = Frames(gateway);
        await RequestAsync(gateway, "shop.test");
        Assert.StartsWith("HTTP/1.1 429", await RequestAsync(gateway, "shop.test"), StringComparison.Ordinal);
        using var wrong = await gateway.ConnectAsync();
        await wrong.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        _ = await wrong.ReadToEndAsync();
        var told = await CountedAsync(frames, isWhole: false, f => f.ViolationsTotal > 0);
        Assert.Equal((1, 1), (told.RateLimitedTotal, told.ViolationsTotal));
        Assert.Equal(1, told.Series.Single(s => s.Route == "shop").RateLimitedTotal);
    }

    private static GatewayDocument Document(int port)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with
        {
            Tenants = [new TenantSection { Name = "acme", BackendNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] }],
            Pools = [document.Pools[0] with { Tenant = "acme" }],
            Routes =
            [
                new RouteSection { Name = "shop", Host = "shop.test", Pool = "web", Tenant = "acme" },
                new RouteSection { Name = "blog", Host = "blog.test", Pool = "web", Tenant = "acme" },
            ],
        };
    }

    private static CounterFrames Frames(GatewayUnderTest gateway) => new(
        gateway.Server, new MeterReport([.. gateway.Server.Loops.Select(l => l.Meter)], () => gateway.Server.Current, gateway.Registry, TimeProvider.System));

    private static async Task<string> RequestAsync(GatewayUnderTest gateway, string host)
    {
        using var client = await gateway.ConnectAsync();
        await client.SendAsync($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        return await client.ReadToEndAsync();
    }

    /// <summary>A loop counts a request just after its client has the answer.</summary>
    private static async Task<Counters> CountedAsync(CounterFrames frames, bool isWhole, Func<Counters, bool> isThere)
    {
        Counters? found = null;
        await Eventually.True(() => isThere(found = frames.Read(isWhole)), "it is counted");
        return found!;
    }
}
