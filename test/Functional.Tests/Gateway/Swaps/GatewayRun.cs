using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Swaps;

/// <summary><c>farol gateway --config FILE</c> in a process and a folder of its own.</summary>
internal sealed partial class GatewayRun : IAsyncDisposable
{
    private static readonly TimeSpan _startDeadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly List<string> _output = [];

    private GatewayRun(TemporaryFolder folder, Process process)
    {
        _folder = folder;
        _process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    public int Port { get; private set; }

    public bool IsAlive => !_process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public static async Task<GatewayRun> StartAsync(string configuration)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("gateway.yaml"), configuration);
        var start = new ProcessStartInfo(FarolProcess.ProgramPath, ["gateway", "--config", folder.File("gateway.yaml"), "--data", folder.File("data")])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOG_FILE"] = folder.File("farol.log");
        var run = new GatewayRun(folder, new Process { StartInfo = start });
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        await Eventually.True(() => ListenerPattern().IsMatch(run.Output) || !run.IsAlive, "the gateway is up", _startDeadline);
        var match = ListenerPattern().Match(run.Output);
        Assert.True(match.Success, run.Output);
        run.Port = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return run;
    }

    /// <summary>The file replaced in one step, as an editor or a deployment does it, then SIGHUP.</summary>
    public async Task ApplyAsync(string configuration, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_folder.File("gateway.yaml.new"), configuration, cancellationToken);
        File.Move(_folder.File("gateway.yaml.new"), _folder.File("gateway.yaml"), overwrite: true);
        ProcessFacts.Send(_process.Id, ProcessFacts.HangUp);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }
    }

    [GeneratedRegex(@"http on 127\.0\.0\.1:(\d+)")]
    private static partial Regex ListenerPattern();
}
