using Farol.Link.Endpoints;
using Farol.Link.GatewaySide;
using Farol.Link.Joining;
using Farol.Link.Storage;
using Farol.Link.Tests.Sessions;
using Testing.Support;

namespace Farol.Link.Tests.Remote;

/// <summary>A gateway's end of a link over TLS.</summary>
internal sealed class RemoteGateway : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SnapshotKeeper _keeper;
    private readonly Task _running;

    public RemoteGateway(RemoteAddress address, GatewayIdentity identity, LinkLimits? limits = null)
    {
        _keeper = new SnapshotKeeper(Gateway, new LastGoodSnapshot(_folder.Path), Gateway);
        File = new IdentityFile(_folder.Path);
        Renewal = new IdentityRenewal(File, identity, TimeProvider.System);
        Link = new GatewayLink(Gateway, _keeper, new LinkIdentity(identity.Name, Guid.NewGuid().ToString("N"), "1.2.3"), Gateway, limits ?? RemoteControl.Quick, TimeProvider.System, new Random(1));
        _running = Link.RunAsync(new TlsConnector(address, Renewal, TimeProvider.System), _stop.Token);
    }

    public RecordingGateway Gateway { get; } = new();

    public GatewayLink Link { get; }

    public IdentityFile File { get; }

    public IdentityRenewal Renewal { get; }

    public Task ToldAsync(string text) =>
        Eventually.True(() => Gateway.Told.Any(t => t.Contains(text, StringComparison.Ordinal)), $"it tells \"{text}\"; it told {string.Join(" | ", Gateway.Told)}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _keeper.Dispose();
        Renewal.Dispose();
        _folder.Dispose();
    }
}
