using System.Threading.Channels;
using Farol.Link.ControlSide;
using Farol.Link.Protocol;

namespace Farol.Gateways;

/// <summary>What the link's control end hears from the gateway, kept for the health report, the metrics page and whoever waits for the first answer.</summary>
internal sealed class GatewayHandover(UsageStore usage, ILogger<GatewayHandover> log) : IGatewayHandler
{
    private readonly Channel<(ReadOnlyMemory<byte> Hash, SnapshotRefused? Refused)> _answers = Channel.CreateBounded<(ReadOnlyMemory<byte>, SnapshotRefused?)>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>An attack makes thousands of events a second: a few of them say what it is, and their number how much of it there is.</summary>
    private const int MaxLoggedEventsPerSecond = 20;

    private readonly Lock _gate = new();
    private volatile ConnectedGateway? _connected;
    private GatewayStatus _status = new();
    private int _eventsThisSecond;

    /// <summary>Answers to documents, in order.</summary>
    public ChannelReader<(ReadOnlyMemory<byte> Hash, SnapshotRefused? Refused)> Answers => _answers.Reader;

    public GatewayStatus Status => Volatile.Read(ref _status);

    /// <summary>The gateway's figures as they stand now; empty while it is away.</summary>
    public Task<ReadOnlyMemory<byte>> ReadMetricsAsync(CancellationToken cancellationToken) =>
        _connected?.ReadMetricsAsync(cancellationToken) ?? Task.FromResult(default(ReadOnlyMemory<byte>));

    public void Connected(ConnectedGateway gateway)
    {
        _connected = gateway;
        Change(s => s with { IsConnected = true, Disconnection = null });
        log.LogInformation("Gateway {Gateway} ({Identity}) is linked", gateway.Name, gateway.Identity);
    }

    public void Disconnected(ConnectedGateway gateway, string reason)
    {
        // The link of a start before may be given up after the new one is there.
        if (ReferenceEquals(_connected, gateway))
        {
            Change(s => s with { IsConnected = false, Disconnection = reason });
        }

        log.LogWarning("Gateway {Gateway} is away: {Reason}. It goes on with the configuration that it has", gateway.Name, reason);
    }

    public void Applied(ConnectedGateway gateway, SnapshotApplied applied)
    {
        Change(s => s with { Applied = applied, Refused = null });
        log.LogInformation("The gateway runs on revision {Revision}", applied.Name.Revision);
        _answers.Writer.TryWrite((applied.Name.Hash.Memory, null));
    }

    public void Refused(ConnectedGateway gateway, SnapshotRefused refused)
    {
        Change(s => s with { Refused = refused });
        log.LogError("The gateway refuses revision {Revision} and goes on with the one before: {Reasons}", refused.Name.Revision, string.Join("; ", refused.Reasons.Select(Text)));
        _answers.Writer.TryWrite((refused.Name.Hash.Memory, refused));
    }

    public void Counted(ConnectedGateway gateway, Counters counters)
    {
        Change(s => s with { Counters = counters });
        // Counters come once a second.
        if (Interlocked.Exchange(ref _eventsThisSecond, 0) - MaxLoggedEventsPerSecond is > 0 and var more)
        {
            log.LogWarning("Gateway: {Count} further events in this second", more);
        }
    }

    public void Happened(ConnectedGateway gateway, Event happened)
    {
        if (Interlocked.Increment(ref _eventsThisSecond) <= MaxLoggedEventsPerSecond)
        {
            log.LogWarning("Gateway: {Type}: {Text} ({Subject})", happened.Type, happened.Text, happened.Subject);
        }
    }

    public async ValueTask StoreAsync(ConnectedGateway gateway, MeteringDelta delta, CancellationToken cancellationToken)
    {
        if (!await usage.StoreAsync(gateway.Name, delta, cancellationToken))
        {
            log.LogInformation("Usage {Number} of gateway {Gateway} came again; it is counted once", delta.Number, gateway.Name);
        }
    }

    public void Rejected(string reason) => log.LogWarning("A link was refused: {Reason}", reason);

    public static string Text(Reason reason) => reason.Source.Length > 0 ? $"{reason.Source}:{reason.Line}: {reason.Key}: {reason.Message}" : $"{reason.Key}: {reason.Message}";

    private void Change(Func<GatewayStatus, GatewayStatus> change)
    {
        lock (_gate)
        {
            Volatile.Write(ref _status, change(_status));
        }
    }
}
