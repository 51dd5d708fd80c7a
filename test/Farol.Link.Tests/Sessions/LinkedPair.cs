using System.Net.Sockets;
using Farol.Link.ControlSide;
using Farol.Link.Documents;
using Farol.Link.Endpoints;
using Farol.Link.GatewaySide;
using Farol.Link.Storage;
using Testing.Support;

namespace Farol.Link.Tests.Sessions;

/// <summary>Both ends over a real socket, each of which can be ended and begun again.</summary>
internal sealed class LinkedPair : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinkLimits _limits;
    private CancellationTokenSource _controlStop = new();
    private CancellationTokenSource _gatewayStop = new();
    private Task _control = Task.CompletedTask;
    private Task _gateway = Task.CompletedTask;

    public LinkedPair(LinkLimits? limits = null)
    {
        _limits = limits ?? Quick;
        Keeper = new SnapshotKeeper(Gateway, new LastGoodSnapshot(_folder.Path), Gateway);
    }

    /// <summary>What takes seconds otherwise takes milliseconds.</summary>
    public static LinkLimits Quick { get; } = new()
    {
        MeteringInterval = TimeSpan.FromMilliseconds(20),
        HeartbeatInterval = TimeSpan.FromMilliseconds(50),
        FirstRetry = TimeSpan.FromMilliseconds(10),
        MaxRetry = TimeSpan.FromMilliseconds(50),
    };

    public string Address { get; init; } = "unix:@farol-test-" + Guid.NewGuid().ToString("N");

    public RecordingControl Control { get; } = new();

    public RecordingGateway Gateway { get; } = new();

    public SnapshotKeeper Keeper { get; }

    public ControlLink ControlLink { get; private set; } = null!;

    public GatewayLink GatewayLink { get; private set; } = null!;

    public static async Task<LinkedPair> StartAsync(LinkLimits? limits = null)
    {
        var pair = new LinkedPair(limits);
        pair.StartControl();
        pair.StartGateway();
        await Eventually.True(() => pair.GatewayLink.IsLinked && pair.Control.Told.Any(t => t.StartsWith("connected", StringComparison.Ordinal)), "the ends meet");
        return pair;
    }

    public void StartControl()
    {
        _controlStop = new CancellationTokenSource();
        ControlLink = new ControlLink(Control, "1.2.3", _limits, TimeProvider.System);
        _control = ListenAsync(LocalListener.Open(Address), _controlStop.Token);
    }

    public async Task StopControlAsync()
    {
        await _controlStop.CancelAsync();
        await _control;
    }

    public void StartGateway()
    {
        _gatewayStop = new CancellationTokenSource();
        var identity = new LinkIdentity("local", Guid.NewGuid().ToString("N"), "1.2.3");
        GatewayLink = new GatewayLink(Gateway, Keeper, identity, Gateway, _limits, TimeProvider.System, new Random(1));
        _gateway = GatewayLink.RunAsync(new LocalConnector(Address), _gatewayStop.Token);
    }

    public async Task StopGatewayAsync()
    {
        await _gatewayStop.CancelAsync();
        await _gateway.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A bare socket to the control plane's end.</summary>
    public async Task<NetworkStream> BareAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(LocalAddress.Parse(Address));
        return new NetworkStream(socket, ownsSocket: true);
    }

    public Task AppliedAsync(ulong revision) =>
        Eventually.True(() => Control.AppliedOnes.Any(a => a.Name.Revision == revision), $"revision {revision} is applied");

    public void Publish(LinkDocument document) => ControlLink.Publish(document);

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        await StopControlAsync();
        Keeper.Dispose();
        _folder.Dispose();
    }

    private async Task ListenAsync(LocalListener listener, CancellationToken cancellationToken)
    {
        await using (listener)
        {
            await ControlLink.RunAsync(listener, cancellationToken);
        }
    }
}
