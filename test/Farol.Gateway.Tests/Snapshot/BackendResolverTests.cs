using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;
using Testing.Support;

namespace Farol.Gateway.Tests.Snapshot;

/// <summary>Names of backends become addresses, and stay so while a resolver is away.</summary>
public sealed class BackendResolverTests
{
    private readonly ManualTime _time = new();
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task<IPAddress[]>>> _zone = new();
    private readonly BackendRegistry _registry = new(1, new ResolvedNames());
    private readonly BackendResolver _resolver;

    public BackendResolverTests() => _resolver = new BackendResolver(_registry, (host, token) => _zone[host](token), _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_names_are_resolved_before_the_snapshot_is_built()
    {
        Says("a.internal", "10.0.0.1", "10.0.0.2");
        await AdoptAsync(Document("a.internal:80", "192.0.2.1:81", "[2001:db8::1]:82"));
        Assert.Equal(["10.0.0.1:80", "10.0.0.2:80"], Addresses(0));
        Assert.Equal(["192.0.2.1:81"], Addresses(1));
        Assert.Equal(["[2001:db8::1]:82"], Addresses(2));
    }

    [Fact]
    public async Task A_name_that_fails_keeps_its_last_good_addresses_and_says_so()
    {
        Says("a.internal", "10.0.0.1");
        await AdoptAsync(Document("a.internal:80"));
        Fails("a.internal");
        await _resolver.ResolveAllAsync(Token);
        Assert.Equal(["10.0.0.1:80"], Addresses(0));
        Assert.Contains("a.internal", State(0).ResolveError, StringComparison.Ordinal);
        Says("a.internal", "10.0.0.9");
        await _resolver.ResolveAllAsync(Token);
        Assert.Equal(["10.0.0.9:80"], Addresses(0));
        Assert.Null(State(0).ResolveError);
    }

    [Fact]
    public async Task Addresses_that_stay_keep_the_published_state()
    {
        Says("a.internal", "10.0.0.1");
        await AdoptAsync(Document("a.internal:80", "192.0.2.1:80"));
        var (named, literal) = (State(0), State(1));
        await _resolver.ResolveAllAsync(Token);
        Assert.Same(named, State(0));
        Assert.Same(literal, State(1));
    }

    [Fact]
    public async Task A_resolver_that_hangs_holds_a_new_configuration_no_longer_than_two_seconds()
    {
        // Does not heed its token, as the system's does not.
        _zone["slow.internal"] = _ => new TaskCompletionSource<IPAddress[]>().Task;
        var prepared = _resolver.PrepareAsync(Document("slow.internal:80"), Token);
        await Eventually.True(() => _time.PendingTimers >= 2, "the look-up and its deadlines wait");
        Assert.False(prepared.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        await prepared;
    }

    [Fact]
    public async Task Names_are_resolved_each_interval_and_sooner_while_one_has_no_address()
    {
        Fails("late.internal");
        await AdoptAsync(Document("late.internal:80"));
        Assert.Empty(Addresses(0));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = _resolver.RunAsync(() => TimeSpan.FromSeconds(30), stop.Token);
        Says("late.internal", "10.0.0.1");
        await Eventually.True(() => _time.PendingTimers == 1, "it waits");
        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.True(() => State(0).Endpoints.Length == 1, "the name has its address after two seconds");

        Says("late.internal", "10.0.0.2");
        await Eventually.True(() => _time.PendingTimers == 1, "it waits again");
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(["10.0.0.1:80"], Addresses(0));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.True(() => Addresses(0) is ["10.0.0.2:80"], "the name was resolved again after the interval");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("10.2.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("10.1.0.1", true)]
    [InlineData("203.0.113.5", true)]
    [InlineData("2001:4860::1", true)]
    public async Task A_tenants_backend_is_reached_only_where_it_may_be(string address, bool isReached)
    {
        Says("a.tenant.example", address);
        var document = Document("a.tenant.example:80");
        await AdoptAsync(document with
        {
            Pools = [document.Pools[0] with { Tenant = "acme" }],
            Tenants = [new TenantSection { Name = "acme", BackendNetworks = [IPNetwork.Parse("10.1.0.0/16")] }],
        });
        Assert.Equal(isReached ? 1 : 0, State(0).Endpoints.Length);
        Assert.Equal(isReached, State(0).ResolveError is null);

        // A name that points elsewhere later is held to the same networks.
        Says("a.tenant.example", "127.0.0.1", "10.1.0.7");
        await _resolver.ResolveAllAsync(Token);
        Assert.Equal(["10.1.0.7:80"], Addresses(0));
    }

    [Fact]
    public async Task The_systems_resolver_knows_localhost()
    {
        var resolver = new BackendResolver(_registry, Dns.GetHostAddressesAsync, TimeProvider.System);
        await resolver.PrepareAsync(Document("localhost:80"), Token);
        Assert.Contains(_registry.Names.Find("localhost"), IPAddress.IsLoopback);
    }

    private void Says(string host, params string[] addresses) => _zone[host] = _ => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    private void Fails(string host) => _zone[host] = _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    private BackendState State(int index) => _registry.All[index].State;

    private List<string> Addresses(int index) => [.. State(index).Endpoints.Select(e => e.ToString())];

    private async Task AdoptAsync(GatewayDocument document)
    {
        await _resolver.PrepareAsync(document, Token);
        _registry.Adopt(new SnapshotBuilder(_registry).Build(document, 1, null));
    }

    private static GatewayDocument Document(params string[] addresses) => GatewayCheck.Complete(new GatewayDocument
    {
        Pools = [new PoolSection { Name = "web", Backends = [.. addresses.Select(a => new BackendSection { Address = a })] }],
    });
}
