using System.Net;
using Farol.Configuration;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.Revisions;
using Farol.Gateway.Hosting;
using Farol.Hosting;
using Farol.Link.Documents;
using Farol.Link.Endpoints;
using Farol.Supervision;
using Farol.Telemetry.Health;
using Farol.Verbs;

namespace Farol.Gateways;

/// <summary>
/// The control plane's part for one gateway on this machine: has it started, gives it the configuration file's content now and whenever the file
/// changes, and tells how it is.
/// </summary>
internal sealed class GatewayFeed(GatewaySettings settings, SupervisorClient supervisor, GatewayFleet fleet, GatewayLinks links, HealthBoard health, IEnumerable<IDocumentPart> parts, ILogger<GatewayFeed> log, TimeProvider time)
    : IAsyncDisposable
{
    private const int DemoBackends = 2;

    /// <summary>How often the file is looked at: a person who saves it waits no longer.</summary>
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    /// <summary>A start takes half a second; on a machine that starts everything at once, some.</summary>
    private static readonly TimeSpan _firstAnswer = TimeSpan.FromSeconds(30);

    /// <summary>After the time that requests under way are given.</summary>
    private static readonly TimeSpan _endMargin = TimeSpan.FromSeconds(2);

    private readonly DefaultListeners _listeners = new(supervisor, settings.Ports);
    private readonly CancellationTokenSource _stop = new();
    private readonly GatewayFile? _file = settings.ConfigFile is null ? null : new GatewayFile(settings.ConfigFile, Environment.GetEnvironmentVariable);
    private Task _watching = Task.CompletedTask;
    private ulong _revision;
    private LinkDocument? _published;
    private string? _fileFault;
    private string[] _arguments = [];

    /// <summary>Starts the gateway on its first configuration.</summary>
    /// <param name="dataFolder">Where it keeps what it needs for a start without this process.</param>
    /// <exception cref="StartException">The configuration cannot come into force; the text says why and what to do.</exception>
    public async Task<LinkedGateway?> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var address = Environment.GetEnvironmentVariable(Supervisor.LinkVariable)!;
        var document = settings.Demonstrates ? await DemonstrationAsync(cancellationToken) : settings.Document;
        links.Listen(LocalListener.Open(address));
        try
        {
            await PublishAsync(document, cancellationToken);
        }
        catch (ListenException refused)
        {
            throw new StartException($"{SettingOf(refused.Endpoint.Port)}: {refused.Message}", refused);
        }

        _arguments = ["gateway", "--link", address, "--data", Path.GetFullPath(dataFolder)];
        supervisor.Start("gateway", document.Gateway.Timeouts.Drain + _endMargin, _arguments);
        health.Detail("gateway", () => GatewayReport.Of(fleet.Find(GatewayLinks.Local), _listeners.Notes));
        await FirstAnswerAsync(cancellationToken);
        _watching = WatchAsync(_stop.Token);
        return fleet.Find(GatewayLinks.Local);
    }

    /// <summary>What people should know of the ports that were chosen.</summary>
    public IReadOnlyDictionary<string, string> Notes => _listeners.Notes;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Two pretend web servers, kept by the supervisor so that they outlive this process, and one route to both.</summary>
    private async Task<GatewayDocument> DemonstrationAsync(CancellationToken cancellationToken)
    {
        var backends = new List<BackendSection>();
        for (var i = 0; i < DemoBackends; i++)
        {
            using var socket = new System.Net.Sockets.Socket(await supervisor.OpenAsync(SimulateBackends.NameOf(i), new IPEndPoint(IPAddress.Loopback, 0), cancellationToken));
            var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            backends.Add(new BackendSection { Id = SimulateBackends.NameOf(i), Address = $"127.0.0.1:{port}" });
        }

        supervisor.Start("backends", TimeSpan.Zero, "simulate", "backends");
        return new GatewayDocument
        {
            Pools = [new PoolSection { Name = "demo", Backends = [.. backends], HealthCheck = new HealthCheckSection { Path = "/health" } }],
            Routes = [new RouteSection { Name = "demo", Pool = "demo" }],
        };
    }

    private string SettingOf(int port) => port - settings.Ports.Offset is var usual && (usual == settings.Ports.Https || usual is 443 or 10_443) ? "GATEWAY_HTTPS_PORT" : "GATEWAY_HTTP_PORT";

    private async Task PublishAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        var json = GatewayJson.Write(await _listeners.CompleteAsync(parts.Aggregate(document, (whole, part) => part.AddTo(whole)), cancellationToken));
        if (_published is null || !json.AsSpan().SequenceEqual(_published.Json.Span))
        {
            _published = LinkDocument.Of(++_revision, json);
            links.Publish(_published, LinkDocument.Of(_revision, GatewayJson.Write(document)));
        }
    }

    private async Task FirstAnswerAsync(CancellationToken cancellationToken)
    {
        var answer = await fleet.AnswersAsync([GatewayLinks.Local], [_published!.Hash], _firstAnswer, cancellationToken);
        if (answer.Refused is [{ Refused: { } refused }])
        {
            throw new StartException("the gateway refuses its configuration: " + string.Join("; ", refused.Reasons.Select(r => $"{settings.ConfigFile ?? "settings"}: {GatewayReport.Text(r)}")));
        }

        if (answer.InForce.Count == 0)
        {
            // The monitor is not held up by it; health and log say how the gateway is.
            log.LogError("The gateway has not come up within {Seconds} s", _firstAnswer.TotalSeconds);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_look, time);
        do
        {
            Report();
            // The first look finds the file new: what was saved since the start is not missed.
            if (_file?.HasChanged() == true)
            {
                await ReloadAsync(_file, cancellationToken);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task ReloadAsync(GatewayFile file, CancellationToken cancellationToken)
    {
        try
        {
            var document = file.Read();
            await PublishAsync(document, cancellationToken);
            supervisor.Start("gateway", document.Gateway.Timeouts.Drain + _endMargin, _arguments);
            _fileFault = null;
        }
        catch (ConfigurationException wrong)
        {
            _fileFault = $"{file.Path} is not used: {string.Join("; ", wrong.Errors)}";
            log.LogError("{File} has {Count} thing(s) to mend; the gateway goes on with the configuration before: {Errors}", file.Path, wrong.Errors.Count, string.Join("; ", wrong.Errors));
        }
        catch (ListenException refused)
        {
            _fileFault = $"{file.Path} is not used: {refused.Message}";
            log.LogError("{File}: {Reason}", file.Path, refused.Message);
        }
    }

    private void Report()
    {
        var component = health.Component("gateway");
        var gateway = fleet.Find(GatewayLinks.Local);
        if (gateway is not { IsConnected: true })
        {
            component.Failed(gateway?.Disconnection is { } reason ? $"its process is away: {reason}" : "its process has not come up yet");
        }
        else if (gateway.Refused is { } refused)
        {
            component.Degraded($"revision {refused.Name.Revision} is refused, the one before goes on: {string.Join("; ", refused.Reasons.Select(GatewayReport.Text))}");
        }
        else if (_fileFault is { } fault)
        {
            component.Degraded(fault);
        }
        else
        {
            component.Ok();
        }
    }
}
