using System.Diagnostics;

namespace Functional.Tests.Control;

/// <summary>A server of Debian's that a test starts and ends.</summary>
internal sealed class BackgroundServer : IDisposable
{
    private readonly Process _process;

    public BackgroundServer(string program, params string[] arguments)
    {
        // Should this process be killed, it ends by itself.
        var start = new ProcessStartInfo("timeout") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--foreground", "-s", "KILL", "1h", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
