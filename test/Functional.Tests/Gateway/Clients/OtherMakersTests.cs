using System.Text.Json;
using Functional.Tests.Gateway.Hosting;
using Functional.Tests.Gateway.Tls;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Clients;

/// <summary>Clients and servers that people use, of other makers, with the real gateway between them, over TLS.</summary>
[Collection(GatewayGroup.Name)]
public sealed class OtherMakersTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FarolProcess.FreePort();
    private SiteFiles _site = null!;

    public async ValueTask InitializeAsync()
    {
        await NodePrograms.InstallAsync();
        _site = SiteFiles.Write(_folder.Path, "localhost");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Grpc_js_speaks_with_grpc_js()
    {
        await using var server = await NodePrograms.ServeAsync("grpc.mjs");
        await using var gateway = await StartAsync(server.Port, "http2");
        var said = await NodePrograms.CallAsync("grpc.mjs", $"localhost:{_port}", _site.Certificate);
        Assert.Equal(["unary", "large", "status", "server streaming", "client streaming", "bidirectional", "deadline", "cancel", "many at once"], Good(said));
    }

    [Fact]
    public async Task Ws_speaks_with_ws()
    {
        await using var server = await NodePrograms.ServeAsync("ws.mjs");
        await using var gateway = await StartAsync(server.Port, "http1");
        var said = await NodePrograms.CallAsync("ws.mjs", $"wss://localhost:{_port}/socket", _site.Certificate);
        Assert.Equal(["echo", "ping", "large", "fragments", "permessage-deflate", "close", "many at once"], Good(said));
    }

    [Fact]
    public async Task Chromium_loads_a_page_over_http2_that_talks_over_a_websocket()
    {
        await using var server = await NodePrograms.ServeAsync("ws.mjs");
        await using var gateway = await StartAsync(server.Port, "http1");
        await using var browser = NodePrograms.Start(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", "--remote-debugging-port=0", $"--user-data-dir={_folder.File("profile")}", $"https://localhost:{_port}/");
        await server.SaysAsync("REPORT ");
        var report = JsonDocument.Parse(server.Output.Split('\n').First(l => l.StartsWith("REPORT ", StringComparison.Ordinal))[7..]).RootElement;
        Assert.Equal("h2", report.GetProperty("protocol").GetString());
        Assert.Equal([13, 1_000_000], report.GetProperty("heard").EnumerateArray().Select(h => h.GetInt32()));
        Assert.Equal((4003, true), (report.GetProperty("code").GetInt32(), report.GetProperty("clean").GetBoolean()));
    }

    private static string[] Good(string said)
    {
        var good = said.Split('\n').Where(l => l.StartsWith("ok ", StringComparison.Ordinal)).Select(l => l[3..].Trim()).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        return good;
    }

    private Task<GatewayProgram> StartAsync(int backend, string protocol)
    {
        var file = _folder.File("farol.yaml");
        File.WriteAllText(file, $$"""
            listeners: [{ name: web, address: "*", port: {{_port}}, tls: { certificates: [site] } }]
            certificates: [{ name: site, certificate_file: {{_site.Certificate}}, key_file: {{_site.Key}} }]
            pools: [{ name: web, protocol: {{protocol}}, backends: [{ address: "127.0.0.1:{{backend}}" }] }]
            routes: [{ pool: web }]
            """);
        return GatewayProgram.StartedAsync(_folder.Path, "gateway", "--config", file, "--data", "data");
    }
}
