using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Testing.Support;
using Xunit.Sdk;

namespace Functional.Tests.Running;

/// <summary>The real program in a process and a folder of its own, as a person would start it.</summary>
internal sealed partial class FarolProcess : IAsyncDisposable
{
    public const string NewPassword = "a-password-of-the-tests-1";

    private static readonly TimeSpan _startDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TemporaryFolder? _ownFolder;
    private int _isDisposed;

    private FarolProcess(Process process, TemporaryFolder? ownFolder, string folder, int port, int metricsPort, int gatewayPort)
    {
        _process = process;
        _ownFolder = ownFolder;
        Folder = folder;
        Port = port;
        MetricsPort = metricsPort;
        GatewayPort = gatewayPort;
        Http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public string Folder { get; }

    public int Port { get; }

    public int ControlPort { get; private init; }

    public int AdminPort { get; private init; }

    public int ConsolePort { get; private init; }

    public int MetricsPort { get; }

    /// <summary>Where the gateway listens when its configuration names no listener.</summary>
    public int GatewayPort { get; }

    /// <summary>The process that was started: the supervisor.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The supervisor's child that holds monitor and control plane.</summary>
    public int MonitorProcessId => Child(ProcessId, "run") ?? throw new XunitException("there is no control process");

    public int? GatewayProcessId => Child(ProcessId, "gateway");

    /// <summary>The pretend router, or <c>null</c> when there is none.</summary>
    public int? SimulatorProcessId => Child(MonitorProcessId, "simulate");

    /// <summary>The setting by which a verb finds the same state; empty: it lies in the data folder.</summary>
    public IReadOnlyDictionary<string, string> Database { get; private set; } = new Dictionary<string, string>();

    /// <summary>Calls without a login: the local viewer.</summary>
    public HttpClient Http { get; }

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

    public int SimulatorControlPort => int.Parse(Found(ControlPattern()), CultureInfo.InvariantCulture);

    public int SimulatorSshPort => int.Parse(Found(SshPattern()), CultureInfo.InvariantCulture);

    public string OneTimePassword => Found(PasswordPattern());

    /// <param name="settings">Environment variables; the process gets no others that Farol reads.</param>
    /// <param name="folder">Where it runs and keeps its data; a new one unless given.</param>
    public static Task<FarolProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? folder = null, params string[] arguments) =>
        StartOtherAsync(ProgramPath, settings, folder, arguments);

    /// <summary>A program that lies elsewhere.</summary>
    public static async Task<FarolProcess> StartOtherAsync(string path, IReadOnlyDictionary<string, string>? settings, string? folder, params string[] arguments)
    {
        var all = await WithDatabaseAsync(settings, folder);
        var program = Start(path, all, folder, arguments);
        program.Database = (all ?? new Dictionary<string, string>()).Where(s => s.Key == TestDatabase.Setting).ToDictionary();
        await program.ReadyAsync();
        return program;
    }

    /// <summary>A program that starts again in its folder finds its own database.</summary>
    private static async Task<IReadOnlyDictionary<string, string>?> WithDatabaseAsync(IReadOnlyDictionary<string, string>? settings, string? folder)
    {
        var url = folder is null ? await TestDatabase.NewUrlAsync() : await TestDatabase.UrlForAsync(folder);
        return url is null ? settings : new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { [TestDatabase.Setting] = url };
    }

    /// <summary>Starts without waiting, for starts that must fail.</summary>
    public static FarolProcess Start(IReadOnlyDictionary<string, string>? settings = null, string? folder = null, params string[] arguments) =>
        Start(ProgramPath, settings, folder, arguments);

    private static FarolProcess Start(string path, IReadOnlyDictionary<string, string>? settings, string? folder, string[] arguments)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var (port, metricsPort, gatewayPort) = (FreePort(), FreePort(), FreePort());
        var (controlPort, adminPort, consolePort) = (FreePort(), FreePort(), FreePort());
        var start = new ProcessStartInfo(path) { WorkingDirectory = folder ?? own!.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend("run"))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOST"] = "127.0.0.1";
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["CONTROL_PORT"] = controlPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["ADMIN_PORT"] = adminPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["CONSOLE_PORT"] = consolePort.ToString(CultureInfo.InvariantCulture);
        start.Environment["METRICS_PORT"] = metricsPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["GATEWAY_HTTP_PORT"] = gatewayPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["RATE_LIMIT_DATA"] = "10000";
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start };
        var program = new FarolProcess(process, own, folder ?? own!.Path, port, metricsPort, gatewayPort)
        {
            ControlPort = controlPort,
            AdminPort = adminPort,
            ConsolePort = consolePort,
        };
        process.OutputDataReceived += (_, e) => program.Take(e.Data);
        process.ErrorDataReceived += (_, e) => program.Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Logs in as the first administrator, changing the one-time password as the program demands.</summary>
    public async Task<HttpClient> LoginAsync()
    {
        var first = await TokenAsync(OneTimePassword);
        using var changing = Authorized(first);
        var changed = await changing.PutAsJsonAsync("/api/profile", new { current_password = OneTimePassword, new_password = NewPassword });
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        return Authorized(await TokenAsync(NewPassword));
    }

    public async Task<string> TokenAsync(string password)
    {
        var answer = await Http.PostAsJsonAsync("/api/auth/login", new { email = "admin@farol.local", password });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await Http.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Plays a scenario at the simulated router.</summary>
    public Task PlayAsync(object scenario) => SimulatorControl.PlayAsync(SimulatorControlPort, scenario);

    public Task<JsonElement> SimulatorStateAsync() => SimulatorControl.StateAsync(SimulatorControlPort);

    /// <summary>Sends what Ctrl+C sends.</summary>
    public async Task<int> InterruptAsync(TimeSpan deadline)
    {
        Interrupt(_process);
        return await ExitAsync(deadline);
    }

    /// <summary>Ctrl+C for any process.</summary>
    public static void Interrupt(Process process) => Assert.Equal(0, Kill(process.Id, 2));

    public async Task<int> ExitAsync(TimeSpan deadline)
    {
        using var limit = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // A start that failed within a restart ends what has ended already; its own error is the one to see.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _ownFolder?.Dispose();
    }

    public static string ProgramPath
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            return RepositoryRoot.File("src", "Farol", "bin", configuration, "net10.0", "farol");
        }
    }

    public static int FreePort() => FreePorts.Take();

    private static int? Child(int parent, string verb) => ProcessFacts.Children(parent)
        .Select(id => (int?)id)
        .SingleOrDefault(id => ProcessFacts.Arguments(id!.Value).ElementAtOrDefault(1) == verb);

    private async Task ReadyAsync()
    {
        var exited = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_ready.Task, exited, Task.Delay(_startDeadline, TimeProvider.System));
        if (first != _ready.Task)
        {
            throw new XunitException("The program did not come up:\n" + Output);
        }
    }

    private HttpClient Authorized(string token)
    {
        var client = new HttpClient { BaseAddress = Http.BaseAddress, Timeout = Http.Timeout };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith("Ctrl+C", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    private string Found(Regex pattern)
    {
        var match = pattern.Match(Output);
        return match.Success ? match.Groups[1].Value : throw new XunitException($"The output has no {pattern}:\n{Output}");
    }

    [GeneratedRegex(@"scenarios on http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex ControlPattern();

    [GeneratedRegex(@"over SSH on port (\d+)")]
    private static partial Regex SshPattern();

    [GeneratedRegex(@"password (\S+)")]
    private static partial Regex PasswordPattern();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
