using Farol.Access.Auditing;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Live;
using Farol.Monitor.Alarms;
using Farol.Monitor.Events;
using Farol.Monitor.History;
using Farol.Monitor.Routers;
using Farol.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Testing.Support;

namespace Farol.Monitor.Tests.Routers;

public sealed class RouterRegistryTests
{
    private static readonly AuditEntry _entry = new("router.update", "bng-1") { Actor = "ana" };
    private readonly IRouterConnections _connections = Substitute.For<IRouterConnections>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_router_that_is_changed_keeps_its_place_while_its_sessions_close()
    {
        using var folder = new TemporaryFolder();
        await using var services = Services(folder);
        await StartAsync(services);
        var connection = new SlowConnection();
        var other = new SlowConnection();
        other.Close();
        _connections.Create(Arg.Any<RouterDefinition>()).Returns(other);
        _connections.Create(Arg.Is<RouterDefinition>(r => r.Name == "Centro")).Returns(connection);
        var registry = services.GetRequiredService<RouterRegistry>();
        await registry.StartAsync(Stop);
        Assert.Equal("simulated", registry.Default?.Definition.Id);
        Assert.True(services.ShowsSimulated());
        Assert.True(await registry.AddAsync(Router("bng-1", "Centro"), _entry, Stop));
        Assert.False(services.ShowsSimulated());

        var changing = registry.ReplaceAsync(Router("bng-1", "Norte"), 1, _entry, Stop);
        await Eventually.True(() => connection.IsClosing, "the old sessions are being closed");
        Assert.Equal("bng-1", registry.Default?.Definition.Id);
        Assert.False(services.ShowsSimulated());

        connection.Close();
        Assert.True(await changing);
        Assert.Equal("Norte", registry.Default?.Definition.Name);
        Assert.Equal(["bng-1", "simulated"], registry.All.Select(r => r.Definition.Id));
    }

    private ServiceProvider Services(TemporaryFolder folder) => new ServiceCollection()
        .AddLogging()
        .AddStore(new StoreOptions { DataFolder = folder.Path })
        .AddStateMigrations(RouterMigrations.All)
        .AddStateMigrations(EventMigrations.All)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new MonitorOptions())
        .AddSingleton(new ConfiguredRouters([Router("simulated", "Simulated") with { IsSimulated = true, ManagedBy = "settings" }]))
        .AddSingleton(Substitute.For<IAudit>())
        .AddSingleton(Substitute.For<IHistory>())
        .AddSingleton(_connections)
        .AddSingleton(new LiveOptions())
        .AddSingleton<LiveHub>()
        .AddSingleton<IRouterFamilyFactory, AlarmsFamily>()
        .AddSingleton<RouterStore>()
        .AddSingleton<IncidentStore>()
        .AddSingleton<NotificationQueue>()
        .AddSingleton<RouterRegistry>()
        .BuildServiceProvider();

    private static async Task StartAsync(ServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>())
        {
            await (service is IHostedLifecycleService lifecycle ? lifecycle.StartingAsync(Stop) : Task.CompletedTask);
            await service.StartAsync(Stop);
        }
    }

    private static RouterDefinition Router(string id, string name) => new()
    {
        Id = id,
        TenantId = "platform",
        Name = name,
        Host = "127.0.0.1",
        Port = 22,
        Protocol = RouterProtocol.Ssh,
        Username = "farol",
        Password = "secret",
        ManagedBy = "api",
    };

    /// <summary>Its sessions take their time to close.</summary>
    private sealed class SlowConnection : IRouterConnection
    {
        private readonly TaskCompletionSource _closed = new();

        public event EventHandler? Changed
        {
            add { }
            remove { }
        }

        public bool IsClosing { get; private set; }

        public RouterConnectionSnapshot Snapshot => throw new DeviceException(DeviceFault.Unreachable, "nobody is there");

        public void Close() => _closed.TrySetResult();

        public Task<CommandOutput> RunAsync(SessionLane lane, string command, CommandBounds bounds, CancellationToken cancellationToken) => throw new DeviceException(DeviceFault.Unreachable, "nobody is there");

        public Task<T> UseAsync<T>(SessionLane lane, Func<ITerminal, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => throw new DeviceException(DeviceFault.Unreachable, "nobody is there");

        public Task ConnectAsync(CancellationToken cancellationToken) => throw new DeviceException(DeviceFault.Unreachable, "nobody is there");

        public Task DisconnectAsync(CancellationToken cancellationToken) => throw new DeviceException(DeviceFault.Unreachable, "nobody is there");

        public async ValueTask DisposeAsync()
        {
            IsClosing = true;
            await _closed.Task;
        }
    }
}
