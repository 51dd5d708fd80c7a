using System.Net;
using System.Security.Cryptography.X509Certificates;
using Farol.Link.ControlSide;
using Farol.Link.Endpoints;
using Farol.Link.Joining;
using Farol.Link.Tests.Sessions;
using Testing.Support;

namespace Farol.Link.Tests.Remote;

/// <summary>A control plane that listens for gateways of other machines, over real TLS.</summary>
internal sealed class RemoteControl : IAsyncDisposable
{
    public static readonly LinkLimits Quick = new()
    {
        HelloTimeout = TimeSpan.FromSeconds(2),
        MaxSilence = TimeSpan.FromSeconds(2),
        HeartbeatInterval = TimeSpan.FromMilliseconds(50),
        FirstRetry = TimeSpan.FromMilliseconds(10),
        MaxRetry = TimeSpan.FromMilliseconds(50),
    };

    private readonly CancellationTokenSource _stop = new();
    private readonly TlsListener _listener;
    private readonly Task _running;

    public RemoteControl(LinkAuthority? authority = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        Authority = authority ?? LinkAuthority.Create(time);
        Registry = new MemoryRegistry(Authority, time);
        _listener = TlsListener.Open(new IPEndPoint(IPAddress.Loopback, 0), Authority, Registry, Quick, time);
        Link = new ControlLink(Control, "1.2.3", Quick, time);
        _running = Link.RunAsync(_listener, _stop.Token);
    }

    public LinkAuthority Authority { get; }

    public MemoryRegistry Registry { get; }

    public RecordingControl Control { get; } = new();

    public ControlLink Link { get; }

    public RemoteAddress Address => RemoteAddress.Parse(_listener.Address);

    public Task<GatewayIdentity> JoinAsync(JoinToken token) => GatewayJoin.RunAsync(Address, token, "1.2.3", Quick, TimeProvider.System, TestContext.Current.CancellationToken);

    public Task ToldAsync(string text) =>
        Eventually.True(() => Control.Told.Any(t => t.Contains(text, StringComparison.Ordinal)), $"it tells \"{text}\"; it told {string.Join(" | ", Control.Told)}");

    /// <summary>What a gateway presents that another installation let in.</summary>
    public static GatewayIdentity Foreign(GatewayIdentity own, X509Certificate2 authority) => own with { Authority = authority };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _listener.DisposeAsync();
        Authority.Dispose();
    }
}
