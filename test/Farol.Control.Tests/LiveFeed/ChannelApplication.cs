using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Control.Metrics;
using Farol.Control.Revisions;
using Farol.Control.Tests.Metrics;
using Farol.Link.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Testing.Support;

namespace Farol.Control.Tests.LiveFeed;

/// <summary>The control plane with a clock that stands still, a pretend gateway, and a pool of acme's, of globex' and of the platform's.</summary>
internal sealed class ChannelApplication : IAsyncDisposable
{
    private ChannelApplication(ControlApplication application, ManualTime time)
    {
        Application = application;
        Time = time;
        Gateway = new PretendGateway(application.Get<TrafficFigures>());
        Fleet = application.Fleet!;
    }

    public ControlApplication Application { get; }

    public ManualTime Time { get; }

    public PretendGateway Gateway { get; }

    public FakeFleet Fleet { get; }

    public IControlFeed Feed => Application.Get<IControlFeed>();

    public FakeConfiguration Configuration => (FakeConfiguration)Application.Get<IConfiguration>();

    public static GatewayDocument Document { get; } = new()
    {
        Pools = [Pool("acme:shop", "acme"), Pool("globex:mail", "globex"), Pool("front", null)],
        Routes =
        [
            new RouteSection { Name = "acme:shop", Host = "shop.example", Pool = "acme:shop", Tenant = "acme" },
            new RouteSection { Name = "globex:mail", Host = "mail.example", Pool = "globex:mail", Tenant = "globex" },
            new RouteSection { Name = "front", Host = "front.example", Pool = "front" },
        ],
    };

    public static async Task<ChannelApplication> StartAsync(string? dataFolder = null)
    {
        var time = new ManualTime();
        var application = await ControlApplication.StartAsync(
            time,
            options => options with { Figures = new FigureOptions { Node = "node-1" } },
            services: services => services.AddSingleton<IConfiguration>(new FakeConfiguration(Document)),
            fleet: new FakeFleet(),
            dataFolder: dataFolder);
        return new ChannelApplication(application, time);
    }

    public Task<ChannelClient> ConnectAsync(HttpClient login, string path) => ChannelClient.ConnectAsync(Application, login, path);

    /// <summary>Lets the clock run by one second; the gateway tells what it served shortly before the channels have their turn.</summary>
    public void Second(Action<PretendGateway>? serve = null)
    {
        serve?.Invoke(Gateway);
        Time.Advance(TimeSpan.FromMilliseconds(900));
        Gateway.Tell();
        Time.Advance(TimeSpan.FromMilliseconds(100));
    }

    /// <summary>Links the gateway: its backends are healthy.</summary>
    public void Link()
    {
        foreach (var pool in Document.Pools)
        {
            var backend = new BackendCounters { Id = pool.Backends[0].Id, Pool = pool.Name, Tenant = pool.Tenant ?? "", State = "healthy", RequestsTotal = 10, LatencyMicroseconds = 2500, OpenConnections = 2 };
            Gateway.Backends.Add(backend);
        }

        Gateway.Connections = 4;
        Gateway.Link();
        Gateway.Tell(isWhole: true);
        Fleet.Set(new LinkedGateway { Name = "local", IsConnected = true, Counters = new Counters { Backends = { Gateway.Backends } } });
    }

    public ValueTask DisposeAsync() => Application.DisposeAsync();

    private static PoolSection Pool(string name, string? tenant) =>
        new() { Name = name, Tenant = tenant, Backends = [new BackendSection { Id = $"{name}/192.0.2.1:80", Address = "192.0.2.1:80" }] };
}
