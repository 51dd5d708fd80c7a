using System.Globalization;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>A real authority, the real program: orders, answers by the gateway, renewal, and what a TLS client sees there.</summary>
public sealed class AcmeThroughGatewayTests
{
    private const string Host = "www.example.org";

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    [Trait(TestMarks.Duration, TestMarks.Long)]
    public async Task A_client_sees_the_issued_certificate_and_later_the_renewed_one(string challenge)
    {
        var (http, https) = (FarolProcess.FreePort(), FarolProcess.FreePort());
        using var pebble = new PebbleServer(http, https, lifetimeSeconds: 45);
        await pebble.StartAsync();
        await using var run = await ControlRun.StartWithRouterAsync(new Dictionary<string, string>
        {
            ["GATEWAY_HTTP_PORT"] = http.ToString(CultureInfo.InvariantCulture),
            ["GATEWAY_HTTPS_PORT"] = https.ToString(CultureInfo.InvariantCulture),
            ["FAROL_ACME_DIRECTORY"] = pebble.Directory.ToString(),
            ["FAROL_ACME_CA_FILE"] = pebble.AuthorityFile,
            ["FAROL_ACME_EMAIL"] = "noc@example.org",
            ["FAROL_ACME_AGREE_TO_TERMS"] = "true",
        });

        using var made = await run.Admin.PostAsJsonAsync("/api/certificates", new { hosts = new[] { Host }, acme = true, challenge });
        await ControlRun.ReadAsync(made);
        var path = made.Headers.Location!.ToString();
        var issued = await InForceAsync(run, path, other: null);
        using var root = await pebble.RootAsync();
        Assert.Equal(issued, await SerialAsync(https, root));
        var renewed = await InForceAsync(run, path, other: issued);
        Assert.Equal(renewed, await SerialAsync(https, root));
    }

    /// <summary>The serial number of the certificate that gateways have; never one that has ended, or whose renewal failed.</summary>
    /// <param name="other">Wait until it is another than this.</param>
    private static async Task<string> InForceAsync(ControlRun run, string path, string? other)
    {
        JsonElement body = default;
        await Eventually.True(async () =>
        {
            body = await ControlRun.ReadAsync(await run.Admin.GetAsync(path));
            Assert.Equal(JsonValueKind.Null, body.GetProperty("error").ValueKind);
            Assert.True(other is null || body.GetProperty("status").GetString() == "valid", "the certificate has ended before it was renewed");
            return body.GetProperty("in_force").ValueKind == JsonValueKind.True && body.GetProperty("serial_number").GetString() != other;
        }, "the certificate is in force", TimeSpan.FromSeconds(60));
        return body.GetProperty("serial_number").GetString()!;
    }

    /// <summary>As a browser: the name and the chain up to the root must hold, now.</summary>
    private static async Task<string> SerialAsync(int port, X509Certificate2 root)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { root } },
        });
        return tls.RemoteCertificate!.GetSerialNumberString();
    }
}
