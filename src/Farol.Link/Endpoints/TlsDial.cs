using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Farol.Link.Joining;

namespace Farol.Link.Endpoints;

/// <summary>TLS 1.3 to a control plane. Whose certificate came is for the caller to judge, before anything is told.</summary>
internal static class TlsDial
{
    /// <param name="identity">What to present; <c>null</c>: nothing yet.</param>
    /// <exception cref="LinkException">It cannot be reached, or speaks no TLS 1.3.</exception>
    public static async Task<(SslStream Stream, X509Certificate2 Shown)> ConnectAsync(RemoteAddress address, GatewayIdentity? identity, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SslStream? tls = null;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(address.Host, address.Port), cancellationToken);
            tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await tls.AuthenticateAsClientAsync(Options(address, identity), cancellationToken);
            return (tls, new X509Certificate2(tls.RemoteCertificate!));
        }
        catch (Exception failed)
        {
            await (tls?.DisposeAsync() ?? ValueTask.CompletedTask);
            socket.Dispose();
            throw failed switch
            {
                SocketException => new LinkException(LinkFault.Unreachable, $"{address}: {failed.Message}", failed),
                AuthenticationException or IOException => new LinkException(LinkFault.Closed, $"{address}: no TLS 1.3 came about: {failed.InnerException?.Message ?? failed.Message}", failed),
                _ => failed,
            };
        }
    }

    private static SslClientAuthenticationOptions Options(RemoteAddress address, GatewayIdentity? identity) => new()
    {
        TargetHost = address.Host,
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        ClientCertificateContext = identity is null ? null : SslStreamCertificateContext.Create(identity.Certificate, additionalCertificates: null, offline: true),
        // The installation's authority is judged and not a name: see LinkTrust.
        RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
    };
}
