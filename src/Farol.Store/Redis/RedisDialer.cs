using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Store.Redis;

/// <summary>Opens the byte stream to the server: TCP, and TLS where set.</summary>
internal static class RedisDialer
{
    public static async Task<Stream> ConnectAsync(RedisOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return options.Tls ? await EncryptAsync(stream, options, cancellationToken) : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> EncryptAsync(NetworkStream stream, RedisOptions options, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        var client = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.TlsAuthorityFile is { } file)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.ImportFromPemFile(file);
            client.CertificateChainPolicy = policy;
        }

        try
        {
            await secure.AuthenticateAsClientAsync(client, cancellationToken);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }
}
