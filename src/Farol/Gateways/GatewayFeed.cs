using System.Net;
using System.Security.Cryptography;
using Farol.Configuration;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Hosting;
using Farol.Link;
using Farol.Link.ControlSide;
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
internal sealed class GatewayFeed(GatewaySettings settings, SupervisorClient supervisor, GatewayHandover handover, HealthBoard health, ILogger<GatewayFeed> log, TimeProvider time)
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
    private readonly ControlLink _link = new(handover, ProgramVersion.Text, new LinkLimits(), time);
    private Task _serving = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private LocalListener? _listener;
    private ulong _revision;
    private byte[] _published = [];
    private string? _fileFault;
    private string[] _arguments = [];

    /// <summary>Starts the gateway on its first configuration.</summary>
    /// <param name="dataFolder">Where it keeps what it needs for a start without this process.</param>
    /// <exception cref="StartException">The configuration cannot come into force; the text says why and what to do.</exception>
    public async Task<GatewayStatus> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var address = Environment.GetEnvironmentVariable(Supervisor.LinkVariable)!;
        var document = settings.Demonstrates ? await DemonstrationAsync(cancellationToken) : settings.Document;
        _listener = LocalListener.Open(address);
        _serving = _link.RunAsync(_listener, _stop.Token);
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
        health.Detail("gateway", () => GatewayReport.Of(handover.Status, _listeners.Notes));
        await FirstAnswerAsync(cancellationToken);
        _watching = WatchAsync(_stop.Token);
        return handover.Status;
    }

    /// <summary>What people should know of the ports that were chosen.</summary>
    public IReadOnlyDictionary<string, string> Notes => _listeners.Notes;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_serving, _watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_listener?.DisposeAsync() ?? ValueTask.CompletedTask);
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
        var json = GatewayJson.Write(await _listeners.CompleteAsync(document, cancellationToken));
        if (!json.AsSpan().SequenceEqual(_published))
        {
            _published = json;
            _link.Publish(LinkDocument.Of(++_revision, json));
        }
    }

    private async Task FirstAnswerAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_firstAnswer, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await handover.Answers.ReadAsync(both.Token);
            while (!answer.Hash.Span.SequenceEqual(SHA256.HashData(_published)))
            {
                // Of a configuration from before: the gateway outlived the process that gave it.
                answer = await handover.Answers.ReadAsync(both.Token);
            }

            if (answer.Refused is { } refused)
            {
                throw new StartException("the gateway refuses its configuration: " + string.Join("; ", refused.Reasons.Select(r => $"{settings.ConfigFile ?? "settings"}: {GatewayHandover.Text(r)}")));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
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
        if (!handover.Status.IsConnected)
        {
            component.Failed(handover.Status.Disconnection is { } reason ? $"its process is away: {reason}" : "its process has not come up yet");
        }
        else if (handover.Status.Refused is { } refused)
        {
            component.Degraded($"revision {refused.Name.Revision} is refused, the one before goes on: {string.Join("; ", refused.Reasons.Select(GatewayHandover.Text))}");
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
