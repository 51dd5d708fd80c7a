using System.Diagnostics;
using System.Globalization;
using System.Text;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>
/// The scripts in the documentation of both older programs, as they are written there, without a login: people have copies of them. Only the ports are others,
/// because test runs stand beside each other.
/// </summary>
public sealed class SeedScriptTests(SeedScriptTests.LocalViewer local) : IClassFixture<SeedScriptTests.LocalViewer>
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task Every_endpoint_and_channel_answers_the_connectivity_script()
    {
        var output = await RunAsync("bash", "connectivity.sh", _ => false);
        Assert.Equal(3, Count(output, "Status: 200"));
        Assert.Equal(3, Count(output, "✅"));
        Assert.DoesNotContain("❌", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_endless_script_finds_the_channel_alive() => await RunAsync("bash", "continuous.sh", output => output.Contains("✅ WebSocket ativo", StringComparison.Ordinal));

    [Fact]
    public async Task The_monitors_client_reads_frames_of_the_router_and_its_pong() => await RunAsync(
        "python3", "monitor_client.py", output => output.Contains("Recebido: pong", StringComparison.Ordinal) && output.Contains("Dados do router: {", StringComparison.Ordinal));

    [Fact]
    public async Task The_calls_of_curl_answer_without_a_login()
    {
        var output = await RunAsync("bash", "curls.sh", _ => false);
        Assert.Contains("\"websocket_stats\"", output, StringComparison.Ordinal);
        Assert.Contains("\"cache_stats\"", output, StringComparison.Ordinal);
        Assert.Equal(2, Count(output, "\"components\""));
        Assert.Contains("# TYPE", output, StringComparison.Ordinal);
    }

    /// <summary>The migration guide says of both why Python refuses them: if that were not so, the guide would be wrong.</summary>
    [Theory]
    [InlineData("bash", "websocket_one_liner.sh", "object has no attribute 'recv'")]
    [InlineData("python3", "monitor_without_json.py", "name 'json' is not defined")]
    public async Task Two_are_no_Python_that_runs_whatever_answers(string program, string script, string fault) =>
        Assert.Contains(fault, await RunAsync(program, script, _ => false), StringComparison.Ordinal);

    private static int Count(string output, string text) => output.Split(text).Length - 1;

    /// <summary>Everything it says until it ends, or until that is enough.</summary>
    private async Task<string> RunAsync(string program, string script, Func<string, bool> isEnough)
    {
        var text = await File.ReadAllTextAsync(RepositoryRoot.File("test", "Functional.Tests", "Control", "SeedScripts", script), TestContext.Current.CancellationToken);
        foreach (var (written, port) in new[] { (8000, local.Run.Program.Port), (8080, local.Run.Program.MetricsPort), (9000, local.Run.Program.AdminPort), (9090, local.Run.Program.ControlPort) })
        {
            text = text.Replace($"localhost:{written}/", string.Create(CultureInfo.InvariantCulture, $"localhost:{port}/"), StringComparison.Ordinal);
        }

        // Debian's Python has Debian's python3-websockets; the session lets an endless script be ended with what it has started.
        var start = new ProcessStartInfo("/usr/bin/timeout", ["--kill-after=1", _deadline.TotalSeconds.ToString(CultureInfo.InvariantCulture), program, program == "bash" ? "-s" : "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["PYTHONUNBUFFERED"] = "1";
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(string? line)
        {
            lock (output)
            {
                if (isEnough(output.AppendLine(line).ToString()))
                {
                    enough.TrySetResult();
                }
            }
        }

        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var isEndless = await Task.WhenAny(ended, enough.Task) == enough.Task;
        if (isEndless)
        {
            process.Kill(entireProcessTree: true);
        }

        await ended;
        lock (output)
        {
            Assert.True(isEndless || process.ExitCode != 124, $"It said too little in {_deadline}:\n{output}");
            return output.ToString();
        }
    }

    /// <summary>A program with a router, to which this user's own programs need no login.</summary>
    public sealed class LocalViewer : IAsyncLifetime
    {
        public ControlRun Run { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Run = await ControlRun.StartWithRouterAsync(new Dictionary<string, string> { ["FAROL_LOCAL_VIEWER"] = "true" });

        public ValueTask DisposeAsync() => Run.DisposeAsync();
    }
}
