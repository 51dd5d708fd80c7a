using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>One run with its simulated router, to which bad things are done one after the other.</summary>
public sealed class InterruptedRun : IAsyncLifetime
{
    private (int Threads, IReadOnlyList<string> Descriptors)? _usual;

    internal FarolProcess Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Program = await FarolProcess.StartAsync(new Dictionary<string, string>
        {
            ["BG_UPDATE_INTERVAL_ONLINE"] = "1",
            ["BG_UPDATE_INTERVAL_INTERFACES"] = "3",
            ["BG_UPDATE_INTERVAL_PPPOE"] = "3",
            ["BG_UPDATE_INTERVAL_TRAFFIC"] = "3",
            ["CACHE_TTL_ONLINE"] = "1",
        });
        await Eventually.True(async () => (await Program.Http.GetAsync("/api/alarms")).IsSuccessStatusCode, "every family was polled", TimeSpan.FromSeconds(40));
    }

    /// <summary>Threads and descriptors before anything bad happened.</summary>
    internal async Task<(int Threads, IReadOnlyList<string> Descriptors)> UsualAsync()
    {
        await Program.GetAsync("/api/online_total");
        return _usual ??= (ProcessFacts.Threads(Program.MonitorProcessId), ProcessFacts.Descriptors(Program.MonitorProcessId));
    }

    public async ValueTask DisposeAsync() => await Program.DisposeAsync();
}
