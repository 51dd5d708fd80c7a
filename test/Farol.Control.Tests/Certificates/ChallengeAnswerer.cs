using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Control.Tests.Certificates;

/// <summary>Answers challenges from the document that gateways would get, on two ports of its own.</summary>
internal sealed class ChallengeAnswerer : IAsyncDisposable
{
    private static readonly SslApplicationProtocol _acme = new("acme-tls/1");

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _http = Listen();
    private readonly TcpListener _tls = Listen();
    private readonly Task _serving;

    public ChallengeAnswerer() => _serving = Task.WhenAll(ServeAsync(_http, AnswerHttpAsync), ServeAsync(_tls, AnswerTlsAsync));

    /// <summary>The document; null: nobody answers.</summary>
    public Func<GatewayDocument>? Document { get; set; }

    public int HttpPort => ((IPEndPoint)_http.LocalEndpoint).Port;

    public int TlsPort => ((IPEndPoint)_tls.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _tls.Dispose();
        _stop.Dispose();
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private async Task ServeAsync(TcpListener listener, Func<NetworkStream, Task> answer)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await answer(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The authority closes as soon as it has seen enough.
            }
        }
    }

    private async Task AnswerHttpAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var path = (await reader.ReadLineAsync(_stop.Token))?.Split(' ')[1] ?? "";
        var host = "";
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            host = line.StartsWith("Host: ", StringComparison.OrdinalIgnoreCase) ? line[6..].Split(':')[0] : host;
        }

        var found = Document?.Invoke().AcmeChallenges.FirstOrDefault(c => c.Host == host && path == "/.well-known/acme-challenge/" + c.Token);
        var body = found?.KeyAuthorization ?? "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(found is null ? "404 Not Found" : "200 OK")}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), _stop.Token);
    }

    private async Task AnswerTlsAsync(NetworkStream stream)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                var found = Document?.Invoke().AcmeChallenges.FirstOrDefault(c => c.Host == hello.ServerName) ?? throw new IOException("no such challenge");
                using var made = X509Certificate2.CreateFromPem(found.CertificatePem!, found.KeyPem!);
                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ApplicationProtocols = [_acme],
                    ServerCertificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null),
                });
            },
            null,
            _stop.Token);
    }
}
