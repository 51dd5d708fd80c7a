using System.Diagnostics;
using Functional.Tests.Gateway.Hosting;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Tls;

/// <summary>TLS and HTTP/2 of the real program, with the clients that people use.</summary>
[Collection(GatewayGroup.Name)]
public sealed class ClientsTests : IAsyncLifetime
{
    private const int HangUp = 1;

    private readonly int _port = FarolProcess.FreePort();
    private TwoBackends _backends = null!;
    private SiteFiles _site = null!;

    private string Url => $"https://localhost:{_port}/";

    public async ValueTask InitializeAsync()
    {
        _backends = await TwoBackends.StartAsync();
        _site = SiteFiles.Write(_backends.Folder.Path, "localhost");
    }

    public ValueTask DisposeAsync() => _backends.DisposeAsync();

    [Theory]
    [InlineData("--http1.1", "1.1")]
    [InlineData("--http2", "2")]
    public async Task Curl_gets_the_page(string option, string version)
    {
        await using var gateway = await StartAsync();
        var (output, error) = await RunAsync("curl", "-sS", "--max-time", "10", "--cacert", _site.Certificate, option, "-w", "\n%{http_version}", Url);
        Assert.True(output.Contains("demo-a", StringComparison.Ordinal), error);
        Assert.EndsWith($"\n{version}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H2load_over_TLS_finds_every_answer_good()
    {
        await using var gateway = await StartAsync();
        var (output, error) = await RunAsync("h2load", "-n", "2000", "-c", "8", "-m", "10", Url);
        Assert.True(output.Contains("2000 succeeded, 0 failed, 0 errored", StringComparison.Ordinal), output + error);
        Assert.Contains("Application protocol: h2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nghttp_asks_for_several_things_at_once()
    {
        await using var gateway = await StartAsync();
        var (output, error) = await RunAsync("nghttp", "-ns", "-t", "10", Url, $"{Url}slow?ms=300", $"{Url}other");
        Assert.True(output.Split('\n').Count(l => l.Contains(" 200 ", StringComparison.Ordinal)) >= 2, output + error);
    }

    [Fact]
    public async Task Chromium_shows_the_page()
    {
        await using var gateway = await StartAsync();
        var (output, error) = await RunAsync("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", $"--user-data-dir={_backends.Folder.File("profile")}", "--dump-dom", Url);
        Assert.True(output.Contains("demo-a", StringComparison.Ordinal), output + error);
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_on_a_hang_up_and_a_bad_one_is_told()
    {
        await using var gateway = await StartAsync();
        var old = await File.ReadAllTextAsync(_site.Certificate, TestContext.Current.CancellationToken);
        _ = SiteFiles.Write(_backends.Folder.Path, "localhost");
        gateway.Signal(HangUp);
        await Eventually.True(async () => (await RunAsync("curl", "-sS", "--cacert", _site.Certificate, Url)).Output.Contains("demo-a", StringComparison.Ordinal), "the new certificate is in force");
        Assert.NotEqual(old, await File.ReadAllTextAsync(_site.Certificate, TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(_site.Key, "no key", TestContext.Current.CancellationToken);
        await gateway.SaysAsync($"{_site.Key}: not a private key in PEM");
        Assert.Contains("demo-a", (await RunAsync("curl", "-sS", "--cacert", _site.Certificate, Url)).Output, StringComparison.Ordinal);
    }

    private static async Task<(string Output, string Error)> RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end");
        }
    }

    private Task<GatewayProgram> StartAsync()
    {
        var file = _backends.Folder.File("tls.yaml");
        File.WriteAllText(file, $$"""
            listeners: [{ name: web, address: 127.0.0.1, port: {{_port}}, tls: { certificates: [site] } }]
            certificates: [{ name: site, certificate_file: {{_site.Certificate}}, key_file: {{_site.Key}} }]
            pools: [{ name: web, backends: [{ address: "127.0.0.1:{{_backends.Ports[0]}}" }] }]
            routes: [{ pool: web }]
            """);
        return GatewayProgram.StartedAsync(_backends.Folder.Path, "gateway", "--config", file, "--data", "data");
    }
}
