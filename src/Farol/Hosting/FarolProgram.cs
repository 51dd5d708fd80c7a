using System.Net;
using System.Net.Sockets;
using Farol.Access;
using Farol.Access.Accounts;
using Farol.Control;
using Farol.Control.Gateways;
using Farol.Control.Revisions;
using Farol.Gateways;
using Farol.Hosting.OpenApi;
using Farol.Listening;
using Farol.Live;
using Farol.Monitor;
using Farol.Monitor.Answers;
using Farol.Monitor.Diagnostics;
using Farol.Monitor.LiveFeed;
using Farol.Monitor.Routers;
using Farol.Settings;
using Farol.Simulation;
using Farol.Simulator;
using Farol.Store;
using Farol.Supervision;
using Farol.Telemetry.Health;
using Farol.Telemetry.Logging;
using Farol.Telemetry.Metrics;
using Microsoft.AspNetCore.Connections;

namespace Farol.Hosting;

/// <summary>One start of the program: the simulated router if there is no real one, then the web application with all features.</summary>
internal sealed class FarolProgram(FarolSettings settings, SupervisorClient? supervisor, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The promise is five seconds; the simulator and the listeners share them.</summary>
    private static readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The host logs why a start failed, with its trace; whoever started the program reads the one line of a <see cref="StartException"/>.</summary>
    private static readonly string[] _startReporters = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly PortMap _ports = new(settings);
    private SimulatorProcess? _simulator;
    private WebApplication? _app;
    private LocalGateway? _gateway;
    private bool _isStarted;

    /// <summary>Runs until cancelled or told to stop by a signal.</summary>
    /// <exception cref="StartException">A port is taken, or a part did not come up.</exception>
    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        _simulator = settings.StartSimulator ? await StartSimulatorAsync(cancellationToken) : null;
        _app = Build();
        _gateway = supervisor is not null ? _app.Services.GetRequiredService<LocalGateway>() : null;
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StartException($"{PortIn(taken.Message)} is in use. Stop what uses it, set another, or give --port-offset N", taken);
        }
        catch (SocketException refused)
        {
            throw new StartException($"HOST {settings.Host} cannot be listened on: {refused.Message}. Write 0.0.0.0, 127.0.0.1 or an address of this machine", refused);
        }
        catch (Exception wrong) when (wrong is ArgumentException or UnauthorizedAccessException or Link.LinkException)
        {
            // A setting that only its use can judge, such as the content of a file; the text names it.
            throw new StartException(wrong.Message, wrong);
        }

        _isStarted = true;
        var gateway = _gateway is null ? null : await StartGatewayAsync(_app, _gateway, cancellationToken);
        await Announcement.WriteAsync(output, settings, _app.Services.GetRequiredService<FirstAdministrator>(), _simulator, gateway, _gateway?.Notes);
        supervisor?.Ready();
        await _app.WaitForShutdownAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }

    private static async Task<LinkedGateway?> StartGatewayAsync(WebApplication app, LocalGateway gateway, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.StartAsync(app.Services, cancellationToken);
        }
        catch (StartException)
        {
            // What runs already ends in order, so that the reason is the last thing said.
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task<SimulatorProcess> StartSimulatorAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(settings.Store.DataFolder);
            return await SimulatorProcess.StartAsync(settings.Store.DataFolder, time, cancellationToken);
        }
        catch (InvalidOperationException failure)
        {
            throw new StartException(failure.Message, failure);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"FAROL_DATA {settings.Store.DataFolder} cannot be used: {unwritable.Message}. Give a folder that this user may write", unwritable);
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = ConsoleFiles.Folder });
        builder.Configuration.Sources.Clear();
        builder.Logging.AddFarolLog(settings.Log);
        foreach (var reporter in _startReporters)
        {
            builder.Logging.AddFilter(reporter, level => _isStarted && level >= LogLevel.Warning);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var port in _ports.All)
            {
                Listen(kestrel, port.Port);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _shutdownTimeout);
        AddFeatures(builder.Services);
        var app = builder.Build();
        app.MapFarol(settings);
        return app;
    }

    /// <summary>The server's message holds the address, and the address which of the ports.</summary>
    private string PortIn(string message)
    {
        var found = _ports.All.Where(p => message.Contains($":{p.Port}:", StringComparison.Ordinal)).DefaultIfEmpty().ToList();
        return string.Join(" or ", (found is [{ } one] ? [one] : _ports.All).Select(p => $"{p.Setting} {p.Port}"));
    }

    private void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, int port)
    {
        if (settings.Host is "0.0.0.0" or "::" or "*")
        {
            kestrel.ListenAnyIP(port);
        }
        else if (settings.Host == "localhost")
        {
            kestrel.ListenLocalhost(port);
        }
        else
        {
            kestrel.Listen(IPAddress.TryParse(settings.Host, out var address) ? address : throw new StartException($"HOST: \"{settings.Host}\" is no address; write 0.0.0.0, 127.0.0.1 or an address of this machine"), port);
        }
    }

    private void AddFeatures(IServiceCollection services)
    {
        IReadOnlyList<RouterDefinition> routers = _simulator is null ? settings.Routers : [_simulator.Router];
        services.AddSingleton(time);
        services.AddSingleton(settings);
        services.AddSingleton(_ports);
        services.AddSingleton<MatcherPolicy, PortPolicy>();
        services.AddSmallerAnswers();
        services.AddSingleton<IConnectionListenerFactory, WatchedListenerFactory>();
        services.ConfigureHttpJsonOptions(json => MonitorJson.Configure(json.SerializerOptions));
        // What a body or a query gets wrong is told in one place, by its name.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddSingleton(new HealthBoard(time, ProgramVersion.Text));
        services.AddFarolMetrics();
        services.AddStore(settings.Store);
        services.AddAccess(settings.Access);
        services.AddLive(settings.Live);
        services.AddMonitor(settings.Monitor, new ConfiguredRouters(routers), new UnverifiedTexts([.. SimulatedTexts.Unverified.Select(t => t.Command)]));
        if (supervisor is not null)
        {
            // Before all others that add to the document: it stands in where nothing is configured.
            services.AddSingleton(new Demonstration(supervisor));
            services.AddSingleton<IDocumentPart>(provider => provider.GetRequiredService<Demonstration>());
            services.AddSingleton<IStandIn>(provider => provider.GetRequiredService<Demonstration>());
        }

        if (settings.RunsControl)
        {
            services.AddControl(settings.Control);
            services.AddSingleton(new GuestChannel(
                MonitorChannel.Name,
                http => _ports.Of(http) is Surfaces.Console ? MonitorChannel.Open(http) : _ => new GuestView(null, $"channel: monitor is on {_ports.Describe(Surfaces.Console)}")));
        }
        else
        {
            // A database is opened by whichever role comes: what it does not know would look to it like a newer program's.
            services.AddProgramSchema(settings);
        }

        services.AddApiDocumentation();
        if (supervisor is not null)
        {
            services.AddSingleton<IHostLifetime, SupervisedLifetime>();
            services.AddSingleton(supervisor);
            services.AddHostedService<Processes>();
            services.AddSingleton(provider => new LocalGateway(settings.Gateway, supervisor, settings.Store.DataFolder));
            services.AddSingleton<IGatewayHost>(provider => provider.GetRequiredService<LocalGateway>());
            services.AddSingleton(provider => new MetricsAppendix(stop => provider.GetRequiredService<IGatewayFleet>().ReadMetricsAsync(GatewayLinks.Local, stop)));
        }
    }
}
