using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Health;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Health;
using Testing.Support;

namespace Farol.Gateway.Tests.Snapshot;

/// <summary>Where the gateway connects for a tenant, whatever its names resolve to.</summary>
public sealed class TenantReachTests
{
    private static readonly OwnAddresses _own = new(() => [IPAddress.Parse("198.51.100.7"), IPAddress.Parse("10.1.0.99"), IPAddress.Parse("2001:db8:1::7"), IPAddress.Loopback]);

    public static TheoryData<string, bool, string> Cases()
    {
        var data = new TheoryData<string, bool, string>();
        var file = Path.Combine(RepositoryRoot.Path, "test/Farol.Gateway.Tests/Snapshot/Cases/reachable.txt");
        foreach (var columns in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('|', StringSplitOptions.TrimEntries)))
        {
            data.Add(columns[0], columns[1] == "yes", columns[2]);
        }

        return data;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_name_takes_a_tenant_only_where_it_may_be(string address, bool isReached, string why)
    {
        var registry = await AdoptAsync(address, "10.1.0.0/16");
        var state = registry.All[0].State;
        Assert.Equal(isReached, state.Endpoints.Length == 1);
        Assert.Contains(why, state.ResolveError ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "0.0.0.0/0", false)]
    [InlineData("127.0.0.1", "127.0.0.0/8", true)]
    [InlineData("127.0.0.1", "127.0.0.1/32", true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.0/8", true)]
    [InlineData("169.254.169.254", "0.0.0.0/0", false)]
    [InlineData("fd00:ec2::254", "fc00::/7", false)]
    [InlineData("100.100.100.200", "100.64.0.0/10", false)]
    [InlineData("10.1.0.99", "10.0.0.0/8", false)]
    [InlineData("10.1.0.99", "10.1.0.99/32", true)]
    [InlineData("0.0.0.0", "0.0.0.0/0", false)]
    [InlineData("0.0.0.0", "0.0.0.0/32", false)]
    [InlineData("ff02::1", "ff00::/8", false)]
    [InlineData("64:ff9b::7f00:1", "64:ff9b::/96", false)]
    [InlineData("64:ff9b::808:808", "64:ff9b::/96", true)]
    [InlineData("10.7.0.1", "0.0.0.0/0", true)]
    public async Task An_opened_network_opens_what_it_names_and_not_what_it_happens_to_hold(string address, string opened, bool isReached) =>
        Assert.Equal(isReached, (await AdoptAsync(address, opened)).All[0].State.Endpoints.Length == 1);

    /// <summary>Connections of before are no way round either.</summary>
    [Fact]
    public async Task A_tenant_that_loses_a_network_is_cut_off_from_it_with_the_next_request()
    {
        await using var backend = await KestrelBackend.StartAsync();
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        var opened = document with
        {
            Tenants = [new TenantSection { Name = "acme", BackendNetworks = [IPNetwork.Parse("127.0.0.0/8")] }],
            Pools = [document.Pools[0] with { Tenant = "acme" }],
        };
        await using var gateway = new GatewayUnderTest(opened);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/count", Token)).StatusCode);
        }

        gateway.Apply(opened with { Tenants = [new TenantSection { Name = "acme" }] });
        await Eventually.True(async () => (await client.GetAsync("/count", Token)).StatusCode != HttpStatusCode.OK, "the loops have the snapshot");
        for (var i = 0; i < 20; i++)
        {
            Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync("/count", Token)).StatusCode);
        }
    }

    /// <summary>A backend that is allowed cannot send the gateway to one that is not.</summary>
    [Fact]
    public async Task Health_checks_follow_no_redirect_and_ask_nobody_who_is_out_of_reach()
    {
        await using var inner = new CheckedServer();
        await using var backend = new CheckedServer { Answer = $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{inner.Port}/\r\nContent-Length: 0\r\n\r\n" };
        var registry = new BackendRegistry(1, new ResolvedNames());
        await using var health = new ActiveHealth(TimeProvider.System, new EventBus(TimeProvider.System), new Random(5));
        var check = new HealthCheckSection { Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMilliseconds(500) };
        var snapshot = new SnapshotBuilder(registry).Build(
            GatewayCheck.Complete(new GatewayDocument
            {
                Tenants = [new TenantSection { Name = "opened", BackendNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, new TenantSection { Name = "closed" }],
                Pools =
                [
                    new PoolSection { Name = "a", Tenant = "opened", HealthCheck = check, Backends = [new BackendSection { Address = $"127.0.0.1:{backend.Port}" }] },
                    new PoolSection { Name = "b", Tenant = "closed", HealthCheck = check, Backends = [new BackendSection { Address = $"127.0.0.1:{inner.Port}" }] },
                ],
            }),
            1, null);
        registry.Adopt(snapshot);
        health.Update(snapshot);
        await Eventually.True(() => backend.Requests > 5 && health.Failures > 5, "checks go on");
        Assert.Equal(0, inner.Requests);
        Assert.Contains("a loopback address", BackendReport.Of(registry.Find($"b/127.0.0.1:{inner.Port}")!).LastError, StringComparison.Ordinal);
    }

    private static async Task<BackendRegistry> AdoptAsync(string address, string opened)
    {
        var registry = new BackendRegistry(1, new ResolvedNames()) { Own = _own };
        var resolver = new BackendResolver(registry, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }), TimeProvider.System);
        var document = GatewayCheck.Complete(new GatewayDocument
        {
            Pools = [new PoolSection { Name = "web", Tenant = "acme", Backends = [new BackendSection { Address = "a.example.com:80" }] }],
            Tenants = [new TenantSection { Name = "acme", BackendNetworks = [IPNetwork.Parse(opened)] }],
        });
        await resolver.PrepareAsync(document, Token);
        registry.Adopt(new SnapshotBuilder(registry).Build(document, 1, null));
        return registry;
    }
}
