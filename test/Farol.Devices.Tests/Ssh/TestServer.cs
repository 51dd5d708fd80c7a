using System.Diagnostics;
using System.Globalization;
using Testing.Support;

namespace Farol.Devices.Tests.Ssh;

/// <summary>A server process that prints its port as its first line and ends when its input closes.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private TestServer(Process process, int port)
    {
        (_process, Port) = (process, port);
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public static Task<TestServer> ScriptAsync(string script, params IEnumerable<string> arguments) =>
        StartAsync("/usr/bin/python3", [RepositoryRoot.File("test", "Farol.Devices.Tests", "Ssh", "Servers", script), .. arguments]);

    /// <summary>Runs a command for each connection, with the socket as its input and output.</summary>
    public static Task<TestServer> AcceptLoopAsync(string program, params IEnumerable<string> arguments)
    {
        if (!File.Exists(program))
        {
            Assert.Fail($"{program} is missing; ./farol test --install installs the Debian packages that the tests need");
        }

        return ScriptAsync("accept_loop.py", [program, .. arguments]);
    }

    public static string Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {output}{process.StandardError.ReadToEnd()}");
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        var errors = await _errors;
        if (errors.Length > 0)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(errors);
        }

        _process.Dispose();
    }

    private static async Task<TestServer> StartAsync(string program, IEnumerable<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (!int.TryParse(line, CultureInfo.InvariantCulture, out var port))
        {
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not start: {line}{await process.StandardError.ReadToEndAsync()}");
        }

        return new TestServer(process, port);
    }
}
