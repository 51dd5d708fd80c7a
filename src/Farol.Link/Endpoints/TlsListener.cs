using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Farol.Link.Framing;
using Farol.Link.Joining;

namespace Farol.Link.Endpoints;

/// <summary>
/// Takes links of gateways on other machines: TLS 1.3, a certificate of this installation on both ends. One without a certificate may do one thing:
/// join with a token. Whoever is refused is told why, and so is this end's log.
/// </summary>
public sealed class TlsListener : ILinkListener
{
    private const int Backlog = 256;

    /// <summary>Connections whose other end is not known yet. More wait in the kernel's queue, and one that says nothing is closed after the greeting's time.</summary>
    private const int MaxGreetings = 64;

    /// <summary>One address alone does not keep the others from greeting.</summary>
    private const int MaxGreetingsPerAddress = 16;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly LinkAuthority _authority;
    private readonly IGatewayRegistry _registry;
    private readonly LinkLimits _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(MaxGreetings);
    private readonly Greetings _greetings = new(MaxGreetingsPerAddress);
    private readonly Channel<(LinkPeer? Peer, string? Refusal)> _arrived = Channel.CreateBounded<(LinkPeer?, string?)>(new BoundedChannelOptions(MaxGreetings) { FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _taking;
    private X509Certificate2 _certificate;

    private TlsListener(Socket socket, LinkAuthority authority, IGatewayRegistry registry, LinkLimits limits, TimeProvider time)
    {
        (_socket, _authority, _registry, _limits, _time) = (socket, authority, registry, limits, time);
        _certificate = authority.IssueForControl(time.GetUtcNow());
        Endpoint = (IPEndPoint)socket.LocalEndPoint!;
        _taking = TakeAsync();
    }

    /// <summary>As it is bound.</summary>
    public IPEndPoint Endpoint { get; }

    public string Address => $"tls:{Endpoint}";

    /// <exception cref="LinkException">It cannot be bound.</exception>
    public static TlsListener Open(IPEndPoint endpoint, LinkAuthority authority, IGatewayRegistry registry, LinkLimits limits, TimeProvider time)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return new TlsListener(socket, authority, registry, limits, time);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new LinkException(LinkFault.Unreachable, $"{endpoint} cannot be listened on: {refused.Message}", refused);
        }
    }

    public async Task<LinkPeer> AcceptAsync(CancellationToken cancellationToken)
    {
        var (peer, refusal) = await _arrived.Reader.ReadAsync(cancellationToken);
        return peer ?? throw new LinkException(LinkFault.Peer, refusal!);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
    }

    private async Task TakeAsync()
    {
        while (true)
        {
            await _room.WaitAsync(_stop.Token);
            try
            {
                _ = GreetAsync(await _socket.AcceptAsync(_stop.Token));
            }
            catch (SocketException failed) when (!_stop.IsCancellationRequested)
            {
                _room.Release();
                await TellAsync("a connection could not be accepted: " + failed.Message);
                await Task.Delay(_limits.FirstRetry, _time, _stop.Token);
            }
        }
    }

    private async Task GreetAsync(Socket socket)
    {
        var from = socket.RemoteEndPoint as IPEndPoint ?? Endpoint;
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        using var limit = new CancellationTokenSource(_limits.HelloTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        var isKept = false;
        try
        {
            using var place = _greetings.Begin(from.Address);
            socket.NoDelay = true;
            await tls.AuthenticateAsServerAsync(Options(), both.Token);
            isKept = await JudgeAsync(tls, from, both.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            await TellAsync($"{from}: it did not say who it is within {_limits.HelloTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException or SocketException or ObjectDisposedException)
        {
            await TellAsync($"{from}: no TLS 1.3 came about: {failed.InnerException?.Message ?? failed.Message}");
        }
        catch (LinkException refused)
        {
            await TellAsync($"{from}: {refused.Message}");
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The registry's store: this one comes again, the others go on.
            await TellAsync($"{from}: it could not be judged: {failed.Message}");
        }
        finally
        {
            _room.Release();
            if (!isKept)
            {
                await tls.DisposeAsync();
            }
        }
    }

    private SslServerAuthenticationOptions Options() => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        ServerCertificateContext = SslStreamCertificateContext.Create(Own(), additionalCertificates: null, offline: true),
        ClientCertificateRequired = true,
        CertificateChainPolicy = LinkTrust.Policy(_authority.Certificate),
        // Judged right after the greeting, so that it can be told in words what is wrong with it.
        RemoteCertificateValidationCallback = static (_, shown, _, errors) => shown is not null || errors == SslPolicyErrors.RemoteCertificateNotAvailable,
    };

    private X509Certificate2 Own()
    {
        var now = _time.GetUtcNow();
        return LinkTrust.End(_certificate) - now > TimeSpan.FromDays(30) ? _certificate : _certificate = _authority.IssueForControl(now);
    }

    /// <returns>Whether the stream lives on as a link.</returns>
    private async Task<bool> JudgeAsync(SslStream tls, IPEndPoint from, CancellationToken cancellationToken)
    {
        if (tls.RemoteCertificate is not { } shown)
        {
            await new JoinTalk(new FrameStream(tls), _authority, _registry, _limits, _time).RunAsync(from.ToString(), cancellationToken);
            return false;
        }

        var certificate = new X509Certificate2(shown);
        var fault = LinkTrust.FaultOf(certificate, _authority.Certificate, LinkTrust.GatewayUsage, _time.GetUtcNow());
        var refusal = fault is not null ? $"its certificate {fault}" : await _registry.RefusalAsync(certificate, cancellationToken);
        var name = fault == "is not of this installation" ? "somebody" : LinkTrust.NameOf(certificate);
        if (refusal is not null)
        {
            await JoinTalk.FarewellAsync(tls, new FrameStream(tls), refusal, _limits, cancellationToken);
            throw new LinkException(LinkFault.Peer, $"{name}: {refusal}");
        }

        var dismissed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var watched = new WatchedStream(tls);
        _ = WatchAsync(certificate, watched.Closed, dismissed);
        await _arrived.Writer.WriteAsync((new LinkPeer(watched, $"{name} at {from}") { Name = name, Dismissed = dismissed.Task, Certify = (request, token) => CertifyAsync(certificate, request, token) }, null), cancellationToken);
        return true;
    }

    private async Task<byte[]> CertifyAsync(X509Certificate2 current, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var issued = await _registry.RenewAsync(current, request, cancellationToken);
        return issued.RawData;
    }

    /// <summary>While it is linked: whether it still may be.</summary>
    private async Task WatchAsync(X509Certificate2 certificate, Task closed, TaskCompletionSource<string> dismissed)
    {
        using var timer = new PeriodicTimer(_look, _time);
        while (!closed.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                var fault = LinkTrust.End(certificate) < _time.GetUtcNow() ? "its certificate has ended; it comes back with a newer one if it has one" : null;
                if ((fault ?? await _registry.RefusalAsync(certificate, _stop.Token)) is { } refusal)
                {
                    dismissed.TrySetResult(refusal);
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failed) when (failed is not LinkException)
            {
                // A store that fails for a moment ends no links; the next look asks again.
                await TellAsync($"{LinkTrust.NameOf(certificate)}: whether it may still speak could not be asked: {failed.Message}");
            }
        }
    }

    private async ValueTask TellAsync(string refusal)
    {
        try
        {
            await _arrived.Writer.WriteAsync((null, refusal), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The end: nobody reads it any more.
        }
    }
}
