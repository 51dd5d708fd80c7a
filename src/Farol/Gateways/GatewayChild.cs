using Farol.Gateway.Hosting;
using Farol.Link;
using Farol.Link.Endpoints;
using Farol.Link.GatewaySide;
using Farol.Link.Storage;
using Farol.Supervision;

namespace Farol.Gateways;

/// <summary>The gateway's process with a control plane: fed over the link, and from what it kept while that is away.</summary>
internal sealed class GatewayChild(ILinkConnector connector, string name, string dataFolder, ILoggerFactory logs, TimeProvider time) : ILinkObserver
{
    /// <summary>A control plane that runs has answered by then; a gateway whose control plane is away does not keep its clients waiting longer.</summary>
    private static readonly TimeSpan _waitForControl = TimeSpan.FromMilliseconds(300);

    /// <summary>For the usage of the last seconds; the control plane stores it within milliseconds.</summary>
    private static readonly TimeSpan _lastWord = TimeSpan.FromSeconds(2);

    private readonly ILogger _log = logs.CreateLogger<GatewayChild>();

    /// <summary>This machine's own ports, for documents that name none; <c>null</c>: the control plane on this machine has chosen them.</summary>
    public DefaultPorts? Ports { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(dataFolder, "gateway");
        GatewayEngine? engine = null;
        await using var supervisor = SupervisorClient.Connect(() => engine?.IsAlive() ?? true, time);
        IListeningSockets sockets = supervisor is null ? new OwnSockets() : supervisor;
        await using var running = engine = new GatewayEngine(sockets, folder, logs, time) { Trying = supervisor is null ? null : supervisor.Trying, Applied = supervisor is null ? null : supervisor.Applied };
        var store = new LastGoodSnapshot(folder);
        using var documents = new SnapshotKeeper(engine, store, this, Environment.GetEnvironmentVariable(Supervisor.CrashingVariable));
        // The link outlives the draining: what is used until the end is told.
        using var stop = new CancellationTokenSource();
        var link = new GatewayLink(engine, documents, new LinkIdentity(name, Guid.NewGuid().ToString("N"), ProgramVersion.Text), this, new LinkLimits(), time, new Random());
        engine.Tell = link.TryTell;
        engine.TellRequests = link.TryTell;
        engine.Quotas = link;
        engine.Complete = Ports is null ? null : new DefaultListeners(sockets, Ports).CompleteAsync;
        var linked = link.RunAsync(connector, stop.Token);
        try
        {
            await Task.WhenAny(Task.Delay(_waitForControl, time, cancellationToken), linked);
            if (documents.Current is null && await documents.StartFromKeptAsync(cancellationToken))
            {
                _log.LogInformation("Revision {Revision} is in force, as kept from before", documents.Current?.Revision);
            }

            await Task.WhenAny(linked, engine.EndAsked).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The end was asked for; what is under way may end.
        }

        var deadline = engine.EndAsked.IsCompletedSuccessfully ? await engine.EndAsked : engine.DrainTime;
        // A supervisor that goes too starts no next process.
        await engine.DrainAsync(deadline, isKept: supervisor is not null && !StandardInput.HasEnded);
        await link.FlushAsync(_lastWord, CancellationToken.None);
        await stop.CancelAsync();
        await linked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    public void Connected(string address, string programVersion) => _log.LogInformation("Linked to the control plane {Version} at {Address}", programVersion, address);

    public void Lost(LinkException reason) => _log.LogWarning("The control plane is away: {Reason}. This gateway goes on", reason.Message);

    public void NotKept(string reason) => _log.LogError("{Reason}", reason);
}
