using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>Whatever happens on the way: the figures come back, no terminal stays taken, and nothing piles up in the program.</summary>
[Collection(FaultsGroup.Name)]
public sealed class InterruptedRouterTests(InterruptedRun run) : IClassFixture<InterruptedRun>
{
    private static readonly TimeSpan _comeBack = TimeSpan.FromSeconds(30);

    private FarolProcess Program => run.Program;

    [Fact]
    public async Task After_a_reboot() =>
        await AfterAsync(() => Program.PlayAsync(new { kind = "reboot", seconds = 1, return_seconds = 1 }));

    [Fact]
    public async Task After_a_connection_cut_during_an_output() =>
        await AfterAsync(() => Program.PlayAsync(new { kind = "drop_during_output", after_bytes = 40, count = 2 }));

    [Fact]
    public async Task After_garbage_in_an_output() =>
        await AfterAsync(() => Program.PlayAsync(new { kind = "garbage", after_bytes = 60, count = 3 }));

    [Fact]
    public async Task After_an_output_that_stops_in_the_middle() => await AfterAsync(async () =>
    {
        await Program.PlayAsync(new { kind = "hang", after_bytes = 20 });
        await Eventually.True(async () => await OnlineAgeAsync() > 3, "the output hangs", _comeBack);
        await Program.PlayAsync(new { kind = "calm" });
    });

    [Fact]
    public async Task After_a_router_that_was_frozen() => await AfterAsync(async () =>
    {
        var simulator = Program.SimulatorProcessId!.Value;
        ProcessFacts.Send(simulator, ProcessFacts.Stop);
        try
        {
            await Eventually.True(async () => await OnlineAgeAsync() > 5, "the router says nothing", _comeBack);
        }
        finally
        {
            ProcessFacts.Send(simulator, ProcessFacts.Continue);
        }
    });

    private async Task AfterAsync(Func<Task> fault)
    {
        await FreshAsync();
        var (threads, descriptors) = await run.UsualAsync();
        await fault();
        await FreshAsync();
        await Eventually.True(
            async () => (await Program.SimulatorStateAsync()) is var state && state.GetProperty("sessions_open").GetInt32() <= 2 && state.GetProperty("connections_open").GetInt32() <= 2,
            "no terminal is left open", _comeBack);
        Assert.Empty((await Program.SimulatorStateAsync()).GetProperty("mistakes").EnumerateArray());
        await Eventually.True(
            () => Opened().Count <= descriptors.Count + 3,
            () => $"the descriptors are {descriptors.Count} again; now there are {Opened().Count}: {string.Join(", ", Opened())}; before: {string.Join(", ", descriptors)}",
            _comeBack);
        await Eventually.True(() => ProcessFacts.Threads(Program.MonitorProcessId) <= threads + 4, $"the threads are {threads} again", _comeBack);
    }

    private IReadOnlyList<string> Opened() => ProcessFacts.Descriptors(Program.MonitorProcessId);

    private async Task FreshAsync()
    {
        await Eventually.True(async () => await OnlineAgeAsync() < 2 && await Program.Http.IsOnlineAsync(), "the figures are fresh", _comeBack);
        var truth = (await Program.SimulatorStateAsync()).GetProperty("online_total").GetInt32();
        await Eventually.True(
            async () => Math.Abs((await Program.GetAsync("/api/online_total")).GetProperty("online_total").GetInt32() - (await Program.SimulatorStateAsync()).GetProperty("online_total").GetInt32()) <= 40,
            $"the figure is the router's own, about {truth}", _comeBack);
    }

    /// <summary>Seconds since the last successful poll of the total; without end before the first.</summary>
    private async Task<double> OnlineAgeAsync()
    {
        var body = await Program.GetAsync("/api/background_service_status");
        var poll = body.GetProperty("tasks").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "online_total");
        return poll.GetProperty("last_success") is { ValueKind: JsonValueKind.String } last
            ? (body.GetProperty("timestamp").GetDateTimeOffset() - last.GetDateTimeOffset()).TotalSeconds
            : double.PositiveInfinity;
    }
}
