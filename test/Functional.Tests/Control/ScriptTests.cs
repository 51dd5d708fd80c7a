using System.Diagnostics;
using System.Globalization;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>The scripts that people run against an installation, run against one.</summary>
public sealed class ScriptTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task Every_endpoint_answers_the_script_with_a_login_and_without()
    {
        await using var run = await ControlRun.StartWithRouterAsync(new Dictionary<string, string>());

        var (code, output) = await RunAsync(run, login: true, RepositoryRoot.File("scripts", "test_all_endpoints.sh"), "127.0.0.1");
        Assert.True(code == 0, output);
        Assert.Contains("0 not", output, StringComparison.Ordinal);
        Assert.Contains("/api/pools", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(run, login: false, RepositoryRoot.File("scripts", "test_all_endpoints.sh"), "127.0.0.1");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Every_channel_speaks_to_the_script_and_its_silence_is_noticed()
    {
        await using var run = await ControlRun.StartWithRouterAsync(new Dictionary<string, string>());

        var (code, output) = await RunAsync(run, login: true, RepositoryRoot.File("scripts", "monitor_websockets.sh"), "127.0.0.1", "4");
        Assert.True(code == 0, output);
        Assert.Contains("/api/ws/metrics", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(run, login: false, RepositoryRoot.File("scripts", "monitor_websockets.sh"), "127.0.0.1", "1");
        Assert.True(code != 0, output);
        Assert.Contains("silent:", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(ControlRun run, bool login, params string[] command)
    {
        var start = new ProcessStartInfo("/bin/bash", command) { RedirectStandardOutput = true, RedirectStandardError = true };
        var program = run.Program;
        foreach (var (name, port) in new[]
        {
            ("MONITOR_PORT", program.Port), ("CONTROL_PORT", program.ControlPort), ("ADMIN_PORT", program.AdminPort),
            ("CONSOLE_PORT", program.ConsolePort), ("METRICS_PORT", program.MetricsPort),
        })
        {
            start.Environment[name] = port.ToString(CultureInfo.InvariantCulture);
        }

        if (login)
        {
            start.Environment["FAROL_EMAIL"] = ControlRun.AdminEmail;
            start.Environment["FAROL_PASSWORD"] = ControlRun.Password;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(_deadline);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await error);
    }
}
