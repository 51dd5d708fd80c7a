using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Monitor;

/// <summary>One run of the program with its simulated router, shared by the tests that only look at it.</summary>
public sealed class SimulatedRun : IAsyncLifetime
{
    private Task<HttpClient>? _operator;

    internal FarolProcess Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Program = await FarolProcess.StartAsync(new Dictionary<string, string>
        {
            ["RATE_LIMIT_COMMANDS"] = "1000",
            ["RATE_LIMIT_DIAGNOSTICS"] = "1000",
            ["BG_UPDATE_INTERVAL_ONLINE"] = "1",
        });
        await Eventually.True(
            async () => (await Program.Http.GetAsync("/api/network_traffic")).IsSuccessStatusCode && (await Program.Http.GetAsync("/api/alarms")).IsSuccessStatusCode,
            "every family was polled once", TimeSpan.FromSeconds(40));
    }

    /// <summary>The first administrator, logged in once for all tests: the one-time password works once.</summary>
    internal Task<HttpClient> OperatorAsync()
    {
        lock (this)
        {
            return _operator ??= Program.LoginAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Program.DisposeAsync();
}
