using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>
/// The real program (supervisor, control plane, gateway) on ports and a folder of its own, without routers: shared by the tests of a collection
/// (<see cref="ControlGroup"/>), or started by a test that changes it too much.
/// </summary>
public sealed class ControlRun : IAsyncLifetime
{
    public const string AdminEmail = "admin@farol.local";
    public const string Password = "correct horse battery";

    /// <summary>Requests that the shared run shows of each second: few, so that a test reaches more.</summary>
    public const int SampledPerSecond = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _clients = [];
    private int _names;
    private bool _hasRouter;

    internal FarolProcess Program { get; private set; } = null!;

    /// <summary>Where the program keeps its data.</summary>
    internal string Folder => _folder.Path;

    /// <summary>Administrator of the installation, on the control plane's port.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Without a login, on the control plane's port; the local viewer is off.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public ValueTask InitializeAsync() => new(StartAsync(new Dictionary<string, string>
    {
        ["FAROL_REQUEST_SAMPLE_PER_SECOND"] = SampledPerSecond.ToString(CultureInfo.InvariantCulture),
    }));

    /// <summary>A run of its own, with further settings.</summary>
    internal static async Task<ControlRun> StartOwnAsync(IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        var run = new ControlRun();
        await run.StartAsync(settings ?? new Dictionary<string, string>(), arguments);
        return run;
    }

    /// <summary>A run of its own with the simulated router, and the demonstration behind the gateway.</summary>
    internal static async Task<ControlRun> StartWithRouterAsync(IReadOnlyDictionary<string, string> settings)
    {
        var run = new ControlRun { _hasRouter = true };
        await run.StartAsync(settings);
        return run;
    }

    /// <summary>Ends the program as power loss would and starts it again on the same data, on other ports.</summary>
    internal async Task RestartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        await Program.DisposeAsync();
        await StartAsync(settings ?? new Dictionary<string, string>());
    }

    /// <summary>The address of one of the program's ports.</summary>
    public static Uri Address(int port) => new($"http://127.0.0.1:{port}");

    /// <summary>Logs in; the client talks to the control plane's port unless another is given.</summary>
    public async Task<HttpClient> LoginAsync(string email, string password = Password, int? port = null)
    {
        var client = Client(port);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(email, password));
        return client;
    }

    public async Task<string> TokenAsync(string email, string password = Password)
    {
        using var answer = await Anonymous.PostAsJsonAsync("/api/auth/login", new { email, password });
        return (await ReadAsync(answer)).GetProperty("access_token").GetString()!;
    }

    public HttpClient Client(int? port = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = Address(port ?? Program.ControlPort),
            Timeout = TimeSpan.FromSeconds(30),
        };
        _clients.Add(client);
        return client;
    }

    /// <summary>A name that no other test of this run uses: <c>PREFIX-N</c>.</summary>
    public string NewName(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref _names)}");

    /// <summary>Asks the gateway for a page of a host.</summary>
    public async Task<HttpResponseMessage> AskAsync(string host, string path = "/", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address(Program.GatewayPort), path));
        request.Headers.Host = host;
        return await Anonymous.SendAsync(request, cancellationToken);
    }

    /// <summary>The body as JSON; a status that is none of success fails with the body.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {body}");
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Program.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var passwordFile = _folder.File("admin-password");
        await File.WriteAllTextAsync(passwordFile, Password + "\n");
        var all = new Dictionary<string, string>
        {
            ["FAROL_ADMIN_PASSWORD_FILE"] = passwordFile,
            ["FAROL_LOCAL_VIEWER"] = "false",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        Program = await FarolProcess.StartAsync(all, _folder.Path, _hasRouter ? arguments : [.. arguments, "--no-simulator"]);
        Anonymous = Client();
        Admin = await LoginAsync(AdminEmail);
    }
}
