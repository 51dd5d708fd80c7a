using System.Net;
using System.Runtime.InteropServices;
using Farol.Configuration;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Hosting;
using Farol.Link.Documents;
using Farol.Link.GatewaySide;

namespace Farol.Gateways;

/// <summary>
/// The gateway's process on a file alone: SIGHUP reads the file again, all errors are told and the old configuration goes on; SIGTERM and Ctrl+C
/// drain.
/// </summary>
internal sealed class GatewayAlone(GatewayFile file, DefaultPorts ports, IPEndPoint? metrics, string dataFolder, ILoggerFactory logs, TimeProvider time) : IDisposable
{
    private readonly ILogger _log = logs.CreateLogger<GatewayAlone>();
    private readonly SemaphoreSlim _reload = new(0);

    /// <exception cref="ConfigurationException">The file is wrong.</exception>
    /// <exception cref="StartException">A port cannot be had.</exception>
    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var sockets = new OwnSockets();
        var listeners = new DefaultListeners(sockets, ports);
        await using var engine = new GatewayEngine(sockets, Path.Combine(dataFolder, "gateway"), logs, time);
        // Before anything else: a hang-up that comes early is a reload and not the end.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _reload.Release();
        });
        var outcome = await engine.ApplyAsync(await CompleteAsync(listeners, file.Read(), cancellationToken), cancellationToken);
        if (!outcome.IsApplied)
        {
            throw new StartException(string.Join(Environment.NewLine + "  ", outcome.Reasons.Select(r => $"{file.Path}: {ReasonText.Of(r)}")));
        }

        await using var observation = metrics is null ? null : new ObservationPort(engine, metrics, ProgramVersion.Text, time);
        await AnnounceAsync(output, outcome, listeners, observation);
        try
        {
            while (true)
            {
                await _reload.WaitAsync(cancellationToken);
                await ReloadAsync(engine, listeners, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await engine.DrainAsync(engine.DrainTime);
            return 0;
        }
    }

    public void Dispose() => _reload.Dispose();

    private static async Task<GatewayDocument> CompleteAsync(DefaultListeners listeners, GatewayDocument document, CancellationToken cancellationToken)
    {
        try
        {
            return await listeners.CompleteAsync(document, cancellationToken);
        }
        catch (ListenException refused)
        {
            throw new StartException($"no listeners: are given, and of the ports that hold then {refused.Message}", refused);
        }
    }

    private async Task ReloadAsync(GatewayEngine engine, DefaultListeners listeners, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await engine.ApplyAsync(await CompleteAsync(listeners, file.Read(), cancellationToken), cancellationToken);
            if (outcome.IsApplied)
            {
                _log.LogInformation("{File} is in force", file.Path);
                return;
            }

            Tell(outcome.Reasons.Select(ReasonText.Of));
        }
        catch (ConfigurationException wrong)
        {
            Tell(wrong.Errors.Select(e => e.ToString()));
        }
        catch (StartException refused)
        {
            Tell([refused.Message]);
        }
    }

    private void Tell(IEnumerable<string> errors) =>
        _log.LogError("{File} is not used, the configuration before goes on: {Errors}", file.Path, string.Join("; ", errors));

    private async Task AnnounceAsync(TextWriter output, ApplyOutcome outcome, DefaultListeners listeners, ObservationPort? observation)
    {
        await output.WriteLineAsync($"Farol {ProgramVersion.Text} gateway is up, on {file.Path}.");
        foreach (var listener in outcome.Listeners)
        {
            await output.WriteLineAsync($"  {listener.Name,-11} {(listener.Tls ? "https" : "http")} on {listener.Endpoint}{(listeners.Notes.TryGetValue(listener.Name, out var note) ? $"  ({note})" : "")}");
        }

        if (observation is not null)
        {
            await output.WriteLineAsync($"  metrics     http://{observation.Endpoint}/metrics");
        }

        await output.WriteLineAsync("SIGHUP reads the file again. Ctrl+C lets requests end, then stops it.");
        await output.FlushAsync(CancellationToken.None);
    }
}
