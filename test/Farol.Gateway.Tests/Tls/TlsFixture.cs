using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Tests.Tls;

/// <summary>Contexts of both sides that trust one test authority.</summary>
internal sealed class TlsFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("farol-test-").FullName;

    public TlsFixture() => AuthorityFile = Write("authority.pem", Certificates.AuthorityPem);

    public TestCertificates Certificates { get; } = new();

    public TlsCounters ServerCounters { get; } = new();

    public TlsCounters ClientCounters { get; } = new();

    public TlsTicketKeys TicketKeys { get; init; } = new(TimeProvider.System);

    public string AuthorityFile { get; }

    /// <summary>For .NET's own TLS: the certificate is one of ours.</summary>
    public static bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Issuer == "CN=Test authority";

    public TlsServerOptions ServerOptions(params string[][] names) => new()
    {
        Listener = "public",
        Certificates = [.. names.Select(n => Source(n))],
        TicketKeys = TicketKeys,
        Counters = ServerCounters,
    };

    public TlsServerContext Server(params string[][] names) => TlsServerContext.Create(ServerOptions(names));

    public TlsClientOptions ClientOptions() => new() { Pool = "web", Authority = TlsAuthoritySource.FromFile(AuthorityFile), Counters = ClientCounters };

    public TlsClientContext Client() => TlsClientContext.Create(ClientOptions());

    public TlsCertificateSource Source(string[] names, bool rsa = false, string? subject = null)
    {
        var (certificate, key) = Certificates.Make(names, rsa, subject: subject);
        return TlsCertificateSource.FromMemory(names[0], certificate, key);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
