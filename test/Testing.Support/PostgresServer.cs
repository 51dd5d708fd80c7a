using System.Diagnostics;
using System.Globalization;

namespace Testing.Support;

/// <summary>
/// A real PostgreSQL of Debian's on a port of its own, in a folder of its own; without syncs to disk unless asked for, because nobody pulls its plug.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "farol";

    /// <summary>Longer than any run of tests: should this process be killed, the server ends by itself.</summary>
    private const string MaxLifetime = "2h";

    private const string Installed = "/usr/lib/postgresql";
    private static readonly TimeSpan _killLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly bool _sync;
    private Process? _process;
    private int _databases;

    public PostgresServer(bool sync = false)
    {
        _sync = sync;
        Port = FreePort();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public int Port { get; }

    public async Task StartAsync()
    {
        if (!Directory.Exists(Data))
        {
            // The server will not run as root, and must reach its folder as somebody else.
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            Directory.CreateDirectory(Data);
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", "postgres", Data);
            }

            await RunAsync([.. AsServer, Program("initdb"), "-D", Data, "-U", User, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        }

        _process = Start([.. AsServer, "timeout", "--foreground", "-s", "KILL", MaxLifetime, Program("postgres"), "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300", "-c", _sync ? "fsync=on" : "fsync=off"]);
        await Eventually.True(async () => await ExitCodeAsync([Program("pg_isready"), "-h", "127.0.0.1", "-p", $"{Port}", "-q"]) == 0, "PostgreSQL accepts connections", _startLimit);
    }

    /// <summary>A new, empty database; answers its address as the setting wants it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"farol{Interlocked.Increment(ref _databases)}";
        await RunAsync(Program("createdb"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", User, name);
        return $"postgres://{User}@127.0.0.1:{Port}/{name}?sslmode=disable";
    }

    /// <summary>As a pulled plug: no shutdown, no farewell to clients.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            await ExitCodeAsync(["pkill", "-KILL", "-f", Data]);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
            File.Delete(Path.Combine(Data, "postmaster.pid"));
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            using var kill = Process.Start("pkill", ["-KILL", "-f", Data]);
            kill.WaitForExit();
            // Not for the end of its output too: children of the server hold that a little longer, and a process that ends is not to wait for them.
            process.WaitForExit(_killLimit);
            process.Dispose();
        }

        // A hundred thousand files of hundreds of databases: a process that ends does not wait until they are gone.
        Process.Start("rm", ["-rf", "--", _folder.Path]).Dispose();
    }

    private string Data => _folder.File("data");

    private static string[] AsServer => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];

    private static string Program(string name)
    {
        var newest = Directory.Exists(Installed) ? Directory.GetDirectories(Installed).Order(StringComparer.Ordinal).LastOrDefault() : null;
        return newest is null ? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql") : Path.Combine(newest, "bin", name);
    }

    private static int FreePort() => FreePorts.Take();

    private static async Task RunAsync(params string[] command)
    {
        if (await ExitCodeAsync(command) is not 0 and var code)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {code}");
        }
    }

    private static async Task<int> ExitCodeAsync(string[] command)
    {
        using var process = Start(command);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
