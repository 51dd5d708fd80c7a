using System.Diagnostics;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Hosting;

/// <summary>The gateway under <c>farol run</c>: what happens to traffic when a process is killed, and to configurations.</summary>
[Collection(GatewayGroup.Name)]
public sealed class SupervisedTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(20),
        // The machine's own names are the console's.
        DefaultRequestHeaders = { Host = "demo.localhost" },
    };

    private TwoBackends _backends = null!;

    public async ValueTask InitializeAsync() => _backends = await TwoBackends.StartAsync();

    [Fact]
    public async Task Who_connects_while_the_gateway_is_dead_is_served_when_it_is_back()
    {
        await using var run = await StartAsync();
        Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
        var killed = run.GatewayProcessId!.Value;
        ProcessFacts.Send(killed, ProcessFacts.Kill);
        var clock = Stopwatch.StartNew();
        await Eventually.True(() => !ProcessFacts.IsAlive(killed), "it is dead");
        Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"it took {clock.Elapsed}");
        Assert.NotEqual(killed, run.GatewayProcessId);
        await Eventually.True(async () => (await ProcessAsync(run, "gateway")).GetProperty("last_end").GetString()?.Contains("signal 9", StringComparison.Ordinal) == true, "health has the reason");
        Assert.Equal(1, (await ProcessAsync(run, "gateway")).GetProperty("restarts").GetInt32());
        await Eventually.True(() => run.Output.Contains("The process gateway ended: signal 9", StringComparison.Ordinal), "the log has the reason");
        await GatewayIsAsync(run, "ok");
    }

    [Fact]
    public async Task A_gateway_that_hangs_is_ended_and_started_again()
    {
        await using var run = await StartAsync();
        var hung = run.GatewayProcessId!.Value;
        ProcessFacts.Send(hung, ProcessFacts.Stop);
        await Eventually.True(async () => (await ProcessAsync(run, "gateway")).GetProperty("last_end").GetString()?.Contains("no sign of life", StringComparison.Ordinal) == true, "it is noticed");
        Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
        Assert.False(ProcessFacts.IsAlive(hung));
    }

    [Fact]
    public async Task The_monitors_death_touches_no_request()
    {
        await using var run = await StartAsync();
        using var stop = new CancellationTokenSource();
        var (asked, failed) = (0, 0);
        var traffic = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
                    asked++;
                }
                catch (HttpRequestException)
                {
                    failed++;
                }
            }
        });
        var gateway = run.GatewayProcessId;
        ProcessFacts.Send(run.MonitorProcessId, ProcessFacts.Kill);
        await Eventually.True(async () => await ControlRestartsAsync(run) == 1, "the monitor is back");
        await GatewayIsAsync(run, "ok");
        await stop.CancelAsync();
        await traffic;
        Assert.Equal(0, failed);
        Assert.True(asked > 10, $"only {asked} requests");
        Assert.Equal(gateway, run.GatewayProcessId);
    }

    [Fact]
    public async Task A_changed_file_comes_into_force_and_a_wrong_one_does_not()
    {
        await using var run = await StartAsync();
        _backends.Write(port: null, 1);
        await Eventually.True(async () => (await AskAsync(run)).Contains("demo-b", StringComparison.Ordinal), "the change is in force");
        _backends.Write(port: null, 0, "routse: []\n");
        await GatewayIsAsync(run, "degraded", "routse");
        Assert.Contains("demo-b", await AskAsync(run), StringComparison.Ordinal);
        _backends.Write(run.MetricsPort, 0);
        await GatewayIsAsync(run, "degraded", "another program uses the port");
        Assert.Contains("demo-b", await AskAsync(run), StringComparison.Ordinal);
        _backends.Write(port: null, 0);
        await Eventually.True(async () => (await AskAsync(run)).Contains("demo-a", StringComparison.Ordinal), "the mended file is in force");
        await GatewayIsAsync(run, "ok");
    }

    [Fact]
    public async Task Three_crashes_on_one_configuration_go_back_to_the_one_before()
    {
        await using var run = await StartAsync();
        Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
        _backends.Write(port: null, 1);
        await Eventually.True(async () => (await AskAsync(run)).Contains("demo-b", StringComparison.Ordinal), "the change is in force");
        for (var crash = 1; crash <= 3; crash++)
        {
            // One that was killed before it had kept the document starts on the one before, until the link brings this one.
            await Eventually.True(async () => (await AskAsync(run)).Contains("demo-b", StringComparison.Ordinal), "the configuration runs");
            ProcessFacts.Send(run.GatewayProcessId!.Value, ProcessFacts.Kill);
            await Eventually.True(async () => (await ProcessAsync(run, "gateway")).GetProperty("restarts").GetInt32() == crash, $"crash {crash} is seen");
        }

        Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
        await GatewayIsAsync(run, "degraded", "crashed the gateway three times");
        Assert.Contains("goes back to the one before", run.Output, StringComparison.Ordinal);
        _backends.Write(port: null, 1, "tenants: []\ngateway:\n  loops: 2\n");
        await Eventually.True(async () => (await AskAsync(run)).Contains("demo-b", StringComparison.Ordinal), "another configuration is taken");
    }

    [Fact]
    public async Task The_whole_run_drains_on_a_signal()
    {
        await using var run = await StartAsync();
        using var answer = await _http.GetAsync($"http://127.0.0.1:{run.GatewayPort}/slow?ms=2000", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        ProcessFacts.Send(run.ProcessId, ProcessFacts.Terminate);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(answer.Content.Headers.ContentLength, body.Length);
        Assert.Equal(0, await run.ExitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task What_was_used_is_stored_by_the_time_it_has_ended()
    {
        await using var run = await StartAsync();
        for (var i = 0; i < 7; i++)
        {
            await AskAsync(run);
        }

        Assert.Equal(0, await run.InterruptAsync(TimeSpan.FromSeconds(10)));
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import sqlite3; print(sqlite3.connect('data/state.db').execute('select sum(requests), max(pool) from gateway_usage').fetchone())"])
        {
            WorkingDirectory = _backends.Folder.Path,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("(7, 'web')", (await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task Killed_whole_it_leaves_nobody_behind()
    {
        await using var run = await StartAsync();
        var others = ProcessFacts.Children(run.ProcessId);
        Assert.Equal(2, others.Count);
        ProcessFacts.Send(run.ProcessId, ProcessFacts.Kill);
        await Eventually.True(() => !others.Any(ProcessFacts.IsAlive), "the children end too");
    }

    [Fact]
    public async Task Without_its_control_plane_the_gateway_starts_from_what_it_kept()
    {
        await using (var run = await StartAsync())
        {
            Assert.Contains("demo-a", await AskAsync(run), StringComparison.Ordinal);
            Assert.Equal(0, await run.InterruptAsync(TimeSpan.FromSeconds(5)));
            var kept = Path.Combine(_backends.Folder.Path, "data", "gateway", "last-good.snapshot");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
            await using var alone = GatewayProgram.Start(_backends.Folder.Path, 0, "gateway", "--link", "unix:@farol-nobody-is-here", "--data", "data");
            await Eventually.True(async () => await AnswersAsync(run), "it serves what it kept");
        }
    }

    [Fact]
    public async Task A_gateway_port_in_use_is_named_at_the_start()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        await using var run = FarolProcess.Start(new Dictionary<string, string> { ["GATEWAY_HTTP_PORT"] = $"{port}" }, _backends.Folder.Path, "--no-simulator", "--config", _backends.Write(port: null, 0));
        Assert.Equal(1, await run.ExitAsync(TimeSpan.FromSeconds(30)));
        await Eventually.True(() => run.Output.Contains("GATEWAY_HTTP_PORT", StringComparison.Ordinal) && run.Output.Contains($"127.0.0.1:{port}", StringComparison.Ordinal), $"it names the setting:\n{run.Output}", TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_demonstration_balances_at_once_and_the_metrics_page_has_the_gateway()
    {
        using var folder = new TemporaryFolder();
        await using var run = await FarolProcess.StartAsync(folder: folder.Path);
        Assert.Contains($"http://demo.localhost:{run.GatewayPort}/", run.Output, StringComparison.Ordinal);
        var answers = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(await AskAsync(run));
        }

        Assert.Equal(["demo-a", "demo-b"], answers.Select(a => a.Split(' ')[1]).Distinct().Order());
        await Eventually.True(async () => (await _http.GetStringAsync($"http://127.0.0.1:{run.MetricsPort}/metrics")).Contains("farol_gateway_", StringComparison.Ordinal), "the gateway's figures are there");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _backends.DisposeAsync();
    }

    private Task<FarolProcess> StartAsync() =>
        FarolProcess.StartAsync(folder: _backends.Folder.Path, arguments: ["--no-simulator", "--config", _backends.Write(port: null, 0)]);

    private Task<string> AskAsync(FarolProcess run) => _http.GetStringAsync($"http://127.0.0.1:{run.GatewayPort}/", TestContext.Current.CancellationToken);

    private async Task<bool> AnswersAsync(FarolProcess run)
    {
        try
        {
            return (await AskAsync(run)).Contains("demo-a", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<JsonElement> ProcessAsync(FarolProcess run, string name) =>
        (await run.GetAsync("/health")).GetProperty("processes").EnumerateArray().Single(p => p.GetProperty("name").GetString() == name);

    private static async Task<int?> ControlRestartsAsync(FarolProcess run)
    {
        try
        {
            return (await ProcessAsync(run, "control")).GetProperty("restarts").GetInt32();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static Task GatewayIsAsync(FarolProcess run, string status, string reason = "") => Eventually.True(async () =>
    {
        var components = (await run.GetAsync("/health")).GetProperty("components");
        return components.TryGetProperty("gateway", out var gateway) && gateway.GetProperty("status").GetString() == status
            && (reason.Length == 0 || gateway.GetProperty("reason").GetString()!.Contains(reason, StringComparison.Ordinal));
    }, $"the gateway is {status} {reason}");
}
