using System.Diagnostics;
using System.Globalization;
using System.Text;
using Testing.Support;

namespace Functional.Tests.Gateway.Clients;

/// <summary>Programs of other makers, run by Node from a folder with its own lock file.</summary>
internal sealed class NodePrograms : IAsyncDisposable
{
    private static readonly string _folder = RepositoryRoot.File("test", "Functional.Tests", "Gateway", "Clients", "node");

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private NodePrograms(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The port that the server got.</summary>
    public int Port => int.Parse(Output.Split('\n').First(l => l.StartsWith("PORT ", StringComparison.Ordinal))[5..], CultureInfo.InvariantCulture);

    /// <summary>Installs what the lock file says, unless it is there.</summary>
    public static async Task InstallAsync()
    {
        var installed = Path.Combine(_folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(_folder, "package-lock.json")))
        {
            return;
        }

        await using var npm = Start("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Assert.True(await npm.EndsAsync(TimeSpan.FromSeconds(90)) == 0, npm.Output);
    }

    public static async Task<NodePrograms> ServeAsync(string script)
    {
        var server = Start("node", script, "serve");
        await server.SaysAsync("PORT ");
        return server;
    }

    /// <summary>Runs a script's calls.</summary>
    /// <returns>What it printed; a failed one has its error at the end.</returns>
    public static async Task<string> CallAsync(string script, params string[] arguments)
    {
        await using var client = Start("node", [script, "call", .. arguments]);
        await client.EndsAsync(TimeSpan.FromSeconds(60));
        return client.Output;
    }

    public static NodePrograms Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Certificates are told by the tests; what a machine adds for its own proxies is not theirs.
        start.Environment.Remove("NODE_EXTRA_CA_CERTS");
        foreach (var proxy in start.Environment.Keys.Where(k => program == "node" && k.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(proxy);
        }

        var started = new NodePrograms(Process.Start(start)!);
        started._process.OutputDataReceived += (_, e) => started.Take(e.Data);
        started._process.ErrorDataReceived += (_, e) => started.Take(e.Data);
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    public Task SaysAsync(string text) => Eventually.True(() => Output.Contains(text, StringComparison.Ordinal), $"it says \"{text}\"; it said:\n{Output}");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<int> EndsAsync(TimeSpan deadline)
    {
        using var limit = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
