using System.Diagnostics;
using Testing.Support;

namespace Functional.Tests.Script;

/// <summary>
/// A checkout with the real script and pretend tools: compilers, package managers and test programs that say what they were asked and
/// answer what a test wants. Nothing of the machine is touched.
/// </summary>
internal sealed class ScriptCheckout : IDisposable
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    /// <summary>What the script may use of the real machine.</summary>
    private static readonly string[] _realTools =
        ["sh", "basename", "cat", "chmod", "date", "dirname", "find", "grep", "head", "id", "mkdir", "mv", "nproc", "readlink", "rm", "sed", "sort", "tail", "timeout", "touch"];

    private readonly TemporaryFolder _folder = new();

    public ScriptCheckout()
    {
        File.SetUnixFileMode(_folder.Path, ForAll);
        Directory.CreateDirectory(Tools);
        Directory.CreateDirectory(Home);
        foreach (var tool in _realTools)
        {
            // A script that calls the tool, never a link to it: a test that puts its own in that place must not reach the machine's.
            Tool(tool, $"exec {new[] { "/usr/bin/" + tool, "/bin/" + tool }.First(File.Exists)} \"$@\"");
        }

        Tool("dotnet", "echo \"$*\" >> \"$CALLS\"");
        Tool("npm", "echo \"npm $*\" >> \"$CALLS\"");
        Tool("node", "echo v20.19.0");
        Tool("dpkg-query", "echo 'install ok installed'");
        Executable(Path.Combine(Root, "farol"), File.ReadAllText(RepositoryRoot.File("farol"))
            .Replace("service_policy=/usr/sbin/policy-rc.d", $"service_policy={PolicyFile}", StringComparison.Ordinal)
            .Replace("[ -f /.dockerenv ]", "[ -f /nonexistent ]", StringComparison.Ordinal)
            .Replace("[ -f /run/.containerenv ]", "[ -f /nonexistent ]", StringComparison.Ordinal)
            .Replace("/proc/1/cgroup", "/nonexistent", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(Root, "src", "Farol"));
        Directory.CreateDirectory(Path.Combine(Root, "test"));
        Directory.CreateDirectory(Path.Combine(Root, "web"));
        File.WriteAllText(Path.Combine(Root, "global.json"), "{}");
        File.WriteAllText(Path.Combine(Root, "Directory.Build.props"), "<Project />");
    }

    public string Root => Path.Combine(_folder.Path, "checkout");

    public string PolicyFile => Path.Combine(_folder.Path, "policy-rc.d");

    /// <summary>What the pretend tools were called with, a line a call.</summary>
    public IReadOnlyList<string> Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    private string Tools => Path.Combine(_folder.Path, "tools");

    private string Home => Path.Combine(_folder.Path, "home");

    private string CallsFile => Path.Combine(_folder.Path, "calls");

    /// <summary>A tool that does what the shell lines say.</summary>
    public void Tool(string name, string lines) => Executable(Path.Combine(Tools, name), $"#!/bin/sh\n{lines}\n");

    public void RemoveTool(string name) => File.Delete(Path.Combine(Tools, name));

    /// <summary>The program that a build would have made.</summary>
    public void Program(string lines) => Executable(Path.Combine(Root, "src", "Farol", "bin", "Release", "net10.0", "farol"), $"#!/bin/sh\n{lines}\n");

    /// <summary>A test program that does what the shell lines say.</summary>
    public void TestProgram(string project, string lines) =>
        Executable(Path.Combine(Root, "test", project, "bin", "Release", "net10.0", project), $"#!/bin/sh\n{lines}\n");

    /// <summary>A test program that ends with a summary as the real ones print it, and notes its arguments.</summary>
    public void TestProgram(string project, int passed, int failed = 0, int skipped = 0) => TestProgram(project, $"""
        echo "{project} $*" >> "$CALLS"
        printf '\nTest run summary: x\n  total: {passed + failed + skipped}\n  failed: {failed}\n  succeeded: {passed}\n  skipped: {skipped}\n  duration: 1s\n'
        exit {(failed == 0 ? 0 : 2)}
        """);

    public Task<ScriptResult> RunAsync(params string[] arguments) => RunAsync(unprivileged: false, arguments);

    /// <summary>Runs the script with only the pretend tools in sight.</summary>
    /// <param name="unprivileged">As somebody who owns nothing here, when the tests themselves run as root.</param>
    public async Task<ScriptResult> RunAsync(bool unprivileged, params string[] arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        string[] command = [Path.Combine(Root, "farol"), .. arguments];
        start.FileName = "/bin/sh";
        if (unprivileged && Environment.IsPrivilegedProcess)
        {
            start.FileName = "/usr/bin/setpriv";
            command = ["--reuid=65534", "--regid=65534", "--clear-groups", "/bin/sh", .. command];
        }

        foreach (var part in command)
        {
            start.ArgumentList.Add(part);
        }

        start.WorkingDirectory = _folder.Path;
        start.Environment.Clear();
        start.Environment["PATH"] = Tools;
        start.Environment["HOME"] = unprivileged ? "/nonexistent" : Home;
        start.Environment["CALLS"] = CallsFile;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(_deadline, TimeProvider.System);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new ScriptResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Takes writing from everybody but root, who is not stopped by modes.</summary>
    public void MakeReadOnly() => File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

    public void Dispose()
    {
        File.SetUnixFileMode(Root, ForAll);
        _folder.Dispose();
    }

    private static void Executable(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        // A new file, whatever stood there: nothing is ever written through a link.
        using var file = new StreamWriter(new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = ForAll }));
        file.Write(text);
    }
}
