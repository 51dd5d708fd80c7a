using System.Net;
using System.Net.Sockets;
using Functional.Tests.Gateway.Tls;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Hosting;

/// <summary><c>farol gateway --config FILE</c>, used like nginx.</summary>
[Collection(GatewayGroup.Name)]
public sealed class AloneTests : IAsyncLifetime
{
    private const int HangUp = 1;
    private const int Nobody = 65534;

    private readonly int _port = FarolProcess.FreePort();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private TwoBackends _backends = null!;

    public async ValueTask InitializeAsync() => _backends = await TwoBackends.StartAsync();

    [Fact]
    public async Task It_serves_reloads_on_a_hang_up_and_keeps_the_old_when_the_new_is_wrong()
    {
        var file = _backends.Write(_port, 0);
        await using var gateway = await GatewayProgram.StartedAsync(_backends.Folder.Path, "gateway", "--config", file, "--data", "data");
        Assert.Contains("demo-a", await _http.GetStringAsync(Url(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _backends.Write(_port, 1);
        gateway.Signal(HangUp);
        await Eventually.True(async () => (await _http.GetStringAsync(Url())).Contains("demo-b", StringComparison.Ordinal), "the new file is in force");
        _backends.Write(_port, 0, "pols: []\nroutes_too: 1\n");
        gateway.Signal(HangUp);
        await gateway.SaysAsync("is not used");
        await gateway.SaysAsync("pols");
        await gateway.SaysAsync("routes_too");
        Assert.Contains("demo-b", await _http.GetStringAsync(Url(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_role_of_run_too()
    {
        await using var gateway = await GatewayProgram.StartedAsync(_backends.Folder.Path, "run", "--role", "gateway", "--config", _backends.Write(_port, 1), "--data", "data");
        Assert.Contains("demo-b", await _http.GetStringAsync(Url(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(ProcessFacts.Children(gateway.ProcessId));
    }

    [Fact]
    public async Task A_listener_that_comes_is_opened_and_one_that_goes_is_closed()
    {
        var (file, other) = (_backends.Write(_port, 0), FarolProcess.FreePort());
        await using var gateway = await GatewayProgram.StartedAsync(_backends.Folder.Path, "gateway", "--config", file, "--data", "data");
        _backends.Write(other, 0);
        gateway.Signal(HangUp);
        await Eventually.True(async () => await ServesAsync(other) && !await ServesAsync(_port), "the port is another one");
    }

    [Theory]
    [InlineData(ProcessFacts.Terminate)]
    [InlineData(2)]
    public async Task The_end_waits_for_a_slow_answer_under_way(int signal)
    {
        await using var gateway = await GatewayProgram.StartedAsync(_backends.Folder.Path, "gateway", "--config", _backends.Write(_port, 0), "--data", "data");
        using var answer = await _http.GetAsync(Url() + "slow?ms=2000", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        gateway.Signal(signal);
        await Eventually.True(async () => !await ServesAsync(_port), "new clients are refused");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(answer.Content.Headers.ContentLength, body.Length);
        Assert.Equal(0, await gateway.ExitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_port_in_use_names_the_listener_and_the_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var gateway = GatewayProgram.Start(_backends.Folder.Path, 0, "gateway", "--config", _backends.Write(port, 0), "--data", "data");
        Assert.Equal(1, await gateway.ExitAsync(TimeSpan.FromSeconds(20)));
        await gateway.SaysAsync($"listeners[web].port: 127.0.0.1:{port}");
        await gateway.SaysAsync("another program uses the port");
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_user_is_told_how_to_get_a_low_port_that_the_file_names()
    {
        Assert.SkipUnless(IsPrivileged, "only root can become another user, and ports below 1024 must be guarded");
        await using var gateway = AsNobody(_backends.Write(81, 0));
        Assert.Equal(1, await gateway.ExitAsync(TimeSpan.FromSeconds(20)));
        foreach (var expected in new[] { "listeners[web].port", "127.0.0.1:81", "AmbientCapabilities", "setcap", "net.ipv4.ip_unprivileged_port_start=81" })
        {
            await gateway.SaysAsync(expected);
        }
    }

    [Fact]
    public async Task Without_listeners_an_ordinary_user_gets_the_port_above()
    {
        Assert.SkipUnless(IsPrivileged, "only root can become another user, and ports below 1024 must be guarded");
        await using var gateway = AsNobody(_backends.Write(port: null, 0), "--port-offset", "900");
        await gateway.SaysAsync("port 10980 instead of 980: this user may not have it");
        Assert.True(await ServesAsync(10980));
    }

    [Fact]
    public async Task Its_own_port_serves_metrics_and_health()
    {
        await using var gateway = await GatewayProgram.StartedAsync(
            _backends.Folder.Path, "gateway", "--config", _backends.Write(_port, 0), "--data", "data", "--metrics", "127.0.0.1:0");
        var address = AddressOf(gateway);
        Assert.Contains("farol_gateway_", await _http.GetStringAsync($"http://{address}/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var health = System.Text.Json.JsonDocument.Parse(await _http.GetStringAsync($"http://{address}/health", TestContext.Current.CancellationToken));
        Assert.Equal(["status", "version", "uptime_seconds", "open_connections", "pools", "routes"], health.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("healthy", 1), (health.RootElement.GetProperty("status").GetString(), health.RootElement.GetProperty("routes").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync($"http://{address}/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task It_holds_no_library_that_it_has_no_use_for()
    {
        var site = SiteFiles.Write(_backends.Folder.Path, "localhost");
        var file = _backends.Folder.File("tls.yaml");
        await File.WriteAllTextAsync(file, $$"""
            listeners: [{ name: web, address: 127.0.0.1, port: {{_port}} }, { name: tls, address: 127.0.0.1, port: {{FarolProcess.FreePort()}}, tls: { certificates: [site] } }]
            certificates: [{ name: site, certificate_file: {{site.Certificate}}, key_file: {{site.Key}} }]
            pools: [{ name: web, backends: [{ address: "127.0.0.1:{{FarolProcess.FreePort()}}" }] }]
            routes: [{ pool: web }]
            """, TestContext.Current.CancellationToken);
        await using var gateway = await GatewayProgram.StartedAsync(_backends.Folder.Path, "gateway", "--config", file, "--data", "data", "--metrics", "127.0.0.1:0");
        using (var answer = await _http.GetAsync(Url(), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        var address = AddressOf(gateway);
        foreach (var page in new[] { "metrics", "health" })
        {
            Assert.NotEmpty(await _http.GetStringAsync($"http://{address}/{page}", TestContext.Current.CancellationToken));
        }

        var held = ProcessFacts.Libraries(gateway.ProcessId);
        Assert.Contains("Farol.Gateway.dll", held);
        Assert.DoesNotContain(held, library => library is "Farol.Control.dll" or "Farol.Monitor.dll" or "System.Text.Json.dll" or "System.Formats.Asn1.dll"
            or "System.Net.NetworkInformation.dll" or "System.Linq.Expressions.dll" or "System.Net.Http.dll" or "Microsoft.Extensions.DependencyInjection.dll" or "System.Reflection.Emit.Lightweight.dll");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _backends.DisposeAsync();
    }

    private static bool IsPrivileged => Environment.UserName == "root"
        && int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_unprivileged_port_start"), System.Globalization.CultureInfo.InvariantCulture) > 981;

    /// <summary>Where its metrics are, as it says.</summary>
    private static string AddressOf(GatewayProgram gateway) =>
        gateway.Output.Split('\n').Single(l => l.Contains("/metrics", StringComparison.Ordinal)).Split("http://")[1].Split('/')[0];

    private string Url() => $"http://127.0.0.1:{_port}/";

    private GatewayProgram AsNobody(string file, params string[] more)
    {
        var folder = _backends.Folder.Path;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        return GatewayProgram.Start(folder, Nobody, ["gateway", "--config", file, "--data", "data-of-nobody", .. more]);
    }

    private async Task<bool> ServesAsync(int port)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            return (await client.GetAsync($"http://127.0.0.1:{port}/")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
