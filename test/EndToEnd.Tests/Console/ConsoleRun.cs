using Functional.Tests.Running;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>The real program with its simulated router, and a browser: shared by the tests that only look.</summary>
public sealed class ConsoleRun : IAsyncLifetime
{
    internal FarolProcess Program { get; private set; } = null!;

    internal Chromium Browser { get; private set; } = null!;

    internal Uri Address => new($"http://127.0.0.1:{Program.Port}");

    public async ValueTask InitializeAsync()
    {
        Program = await StartProgramAsync();
        Browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Program.DisposeAsync();
    }

    /// <param name="port">The port to come back on; a free one unless given.</param>
    /// <param name="folder">The folder to come back in; a new one unless given.</param>
    /// <param name="settings">Beside those that the tests need.</param>
    /// <param name="program">Another build of it.</param>
    internal static async Task<FarolProcess> StartProgramAsync(
        string? port = null, string? folder = null, IReadOnlyDictionary<string, string>? settings = null, string? program = null)
    {
        var all = new Dictionary<string, string>
        {
            ["RATE_LIMIT_COMMANDS"] = "1000",
            ["BG_UPDATE_INTERVAL_ONLINE"] = "1",
            ["BG_UPDATE_INTERVAL_TRAFFIC"] = "2",
            ["BG_UPDATE_INTERVAL_INTERFACES"] = "2",
        };
        if (port is not null)
        {
            all["PORT"] = port;
        }

        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            all[key] = value;
        }

        var started = await FarolProcess.StartOtherAsync(program ?? FarolProcess.ProgramPath, all, folder);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port ?? $"{started.Port}"}") };
        var page = await http.GetAsync("/");
        Assert.True(page.IsSuccessStatusCode, "The program was built without its console: build with -c Release, or with -p:BuildConsole=true");
        await Eventually.True(
            async () => (await http.GetAsync("/api/online_total")).IsSuccessStatusCode && (await http.GetAsync("/api/network_traffic")).IsSuccessStatusCode,
            "the router was read once", TimeSpan.FromSeconds(40));
        return started;
    }
}
