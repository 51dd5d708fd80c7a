using System.Diagnostics;
using System.Text;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Hosting;

/// <summary>A verb of the program in a process of its own: <c>gateway</c>, or <c>simulate backends</c>.</summary>
internal sealed class GatewayProgram : IAsyncDisposable
{
    /// <summary>Call 425 is answered with EPERM, every other one is made.</summary>
    private const string RefuseRing = """
        import ctypes, os, struct, sys
        code = b"".join(struct.pack("HBBI", *step) for step in [(0x20, 0, 0, 0), (0x15, 0, 1, 425), (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7fff0000)])
        class Program(ctypes.Structure):
            _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]
        c = ctypes.CDLL(None, use_errno=True)
        if c.prctl(38, 1, 0, 0, 0) or c.prctl(22, 2, ctypes.byref(Program(len(code) // 8, code))):
            sys.exit(os.strerror(ctypes.get_errno()))
        os.execv(sys.argv[1], sys.argv[1:])
        """;

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private GatewayProgram(Process process) => _process = process;

    public int ProcessId => _process.Id;

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

    /// <param name="folder">Where it runs.</param>
    /// <param name="user">0, or a user that it becomes before it starts.</param>
    /// <param name="arguments">The verb and its options.</param>
    public static GatewayProgram Start(string folder, int user, params IReadOnlyList<string> arguments)
    {
        string[] become = user == 0 ? [] : ["setpriv", $"--reuid={user}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"];
        return Start(folder, [.. become, FarolProcess.ProgramPath, .. arguments]);
    }

    /// <summary>With so many descriptors at most.</summary>
    public static GatewayProgram StartLimited(string folder, int descriptors, params IReadOnlyList<string> arguments) =>
        Start(folder, ["prlimit", $"--nofile={descriptors}:{descriptors}", FarolProcess.ProgramPath, .. arguments]);

    /// <summary>On a host that refuses io_uring_setup(2), as the usual profile of containers does: by a filter of seccomp(2).</summary>
    public static GatewayProgram StartWithoutRing(string folder, params IReadOnlyList<string> arguments) =>
        Start(folder, ["/usr/bin/python3", "-c", RefuseRing, FarolProcess.ProgramPath, .. arguments]);

    private static GatewayProgram Start(string folder, string[] line)
    {
        var process = new Process { StartInfo = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true } };
        process.StartInfo.Environment["LOG_FILE"] = "log";
        process.StartInfo.Environment["HOME"] = folder;
        var program = new GatewayProgram(process);
        process.OutputDataReceived += (_, e) => program.Take(e.Data);
        process.ErrorDataReceived += (_, e) => program.Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    public static async Task<GatewayProgram> StartedAsync(string folder, params IReadOnlyList<string> arguments)
    {
        var program = Start(folder, 0, arguments);
        await program.SaysAsync("Ctrl+C lets requests end");
        return program;
    }

    public Task SaysAsync(string text) =>
        Eventually.True(() => Output.Contains(text, StringComparison.Ordinal), $"it says \"{text}\"; it said:\n{Output}");

    public void Signal(int signal) => ProcessFacts.Send(_process.Id, signal);

    public async Task<int> ExitAsync(TimeSpan deadline)
    {
        using var limit = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
