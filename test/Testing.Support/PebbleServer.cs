using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Testing.Support;

/// <summary>
/// A real ACME authority: Debian's pebble, which refuses some nonces on purpose, with its own name server that knows every name as 127.0.0.1.
/// </summary>
public sealed class PebbleServer : IDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly HttpClient _client;
    private readonly int _management = FreePort();
    private readonly int _names = FreePort();

    /// <param name="httpPort">Where it looks for answers to HTTP-01.</param>
    /// <param name="tlsPort">Where it looks for answers to TLS-ALPN-01.</param>
    /// <param name="lifetimeSeconds">Of the certificates that it issues.</param>
    public PebbleServer(int httpPort, int tlsPort, int lifetimeSeconds = 86_400)
    {
        Directory = new Uri($"https://127.0.0.1:{FreePort()}/dir");
        var (certificate, key) = MakeOwnCertificate();
        AuthorityFile = Write("authority.pem", certificate);
        var configuration = new
        {
            pebble = new
            {
                listenAddress = Directory.Authority,
                managementListenAddress = $"127.0.0.1:{_management}",
                certificate = AuthorityFile,
                privateKey = Write("key.pem", key),
                httpPort,
                tlsPort,
                ocspResponderURL = "",
                externalAccountBindingRequired = false,
                certificateValidityPeriod = lifetimeSeconds,
            },
        };
        Write("pebble.json", JsonSerializer.Serialize(configuration));
        _client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { X509Certificate2.CreateFromPem(certificate) } } },
        });
    }

    public Uri Directory { get; }

    /// <summary>Signed the directory's own certificate.</summary>
    public string AuthorityFile { get; }

    public async Task StartAsync()
    {
        Start("pebble-challtestsrv", ["-dns01", $"127.0.0.1:{_names}", "-http01", "", "-https01", "", "-tlsalpn01", "", "-management", $"127.0.0.1:{FreePort()}", "-defaultIPv6", ""]);
        Start("pebble", ["-config", _folder.File("pebble.json"), "-dnsserver", $"127.0.0.1:{_names}"]);
        await Eventually.True(AnswersAsync, "pebble answers", _startLimit);
    }

    /// <summary>The root of what it issues: another one at each start.</summary>
    public async Task<X509Certificate2> RootAsync() => X509Certificate2.CreateFromPem(await _client.GetStringAsync($"https://127.0.0.1:{_management}/roots/0"));

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        _client.Dispose();
        _folder.Dispose();
    }

    /// <summary>A port that nobody has now.</summary>
    public static int FreePort() => FreePorts.Take();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await _client.GetAsync(Directory)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Start(string program, string[] arguments)
    {
        // With a parent that is killed it ends too, at the latest after the longest run of tests.
        var start = new ProcessStartInfo("timeout") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--foreground", "-s", "KILL", "1h", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // It would wait up to 15 s before each look otherwise.
        start.Environment["PEBBLE_VA_NOSLEEP"] = "1";
        // In percent. At 20 one order in two hundred met five refusals in a row, which is where a client rightly gives up.
        start.Environment["PEBBLE_WFE_NONCEREJECT"] = "8";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private string Write(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (string Certificate, string Key) MakeOwnCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pebble", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.Parse("2020-01-01T00:00:00Z", null), DateTimeOffset.Parse("2090-01-01T00:00:00Z", null));
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
