using System.Diagnostics;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>A line card goes: how many, where, at once, and once.</summary>
[Collection(FaultsGroup.Name)]
public sealed class MassDropTests
{
    [Fact]
    public async Task A_slot_that_goes_is_told_within_a_poll_with_how_many_and_where()
    {
        await using var sink = new MessageSink();
        await using var router = await SimulatorChild.StartAsync("--subscribers", "2000", "--slots", "3");
        await using var program = await FarolProcess.StartAsync(new Dictionary<string, string>(router.Settings())
        {
            ["ALERT_WEBHOOK_URL"] = new Uri(sink.Address, "/hook").ToString(),
        });
        await Eventually.True(async () => (await program.Http.GetAsync("/api/pppoe_stats")).IsSuccessStatusCode, "places are known", TimeSpan.FromSeconds(30));
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/monitor?types=alert");
        await socket.NextAsync();
        var lost = (await SimulatorControl.StateAsync(router.ControlPort)).GetProperty("by_slot").GetProperty("2").GetInt32();
        var watch = Stopwatch.StartNew();
        await router.PlayAsync(new { kind = "mass_disconnect", slot = 2, return_seconds = 8 });
        var alert = (await socket.UntilAsync(f => LiveSocket.Type(f) == "alert")).GetProperty("alert");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1 + 2), $"the alert took {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal("subscribers_dropped", alert.GetProperty("kind").GetString());
        Assert.InRange(alert.GetProperty("subscribers_lost").GetInt32(), lost * 0.7, lost + 30);
        Assert.Contains(alert.GetProperty("places").EnumerateArray(), IsSlotTwo);
        Assert.DoesNotContain(alert.GetProperty("places").EnumerateArray(), p => Kind(p) == "slot" && !IsSlotTwo(p) && p.GetProperty("lost").GetInt32() > 30);

        var over = (await socket.UntilAsync(f => LiveSocket.Type(f) == "alert")).GetProperty("alert");
        Assert.Equal(alert.GetProperty("id").GetString(), over.GetProperty("id").GetString());
        Assert.False(over.GetProperty("is_open").GetBoolean());
        var told = Assert.Single((await program.GetAsync("/api/events")).GetProperty("items").EnumerateArray());
        Assert.Equal(alert.GetProperty("id").GetString(), told.GetProperty("id").GetString());
        Assert.Contains(told.GetProperty("places").EnumerateArray(), IsSlotTwo);
        await Eventually.True(() => sink.At("/hook").Count >= 2, "the messages arrived");
        Assert.Equal([true, false], sink.At("/hook").Select(m => m.Body.GetProperty("incident").GetProperty("is_open").GetBoolean()));
        Assert.Contains("slot 2", sink.At("/hook")[0].Body.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drop_is_told_even_if_the_router_cannot_say_where()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "1000");
        await using var program = await FarolProcess.StartAsync(router.Settings());
        await Eventually.True(async () => (await program.Http.GetAsync("/api/pppoe_stats")).IsSuccessStatusCode, "places are known", TimeSpan.FromSeconds(30));
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/monitor?types=alert");
        await socket.NextAsync();
        await router.PlayAsync(new { kind = "drop_during_output", command = "display access-user online-total-number slot", after_bytes = 20, count = 0 });
        await router.PlayAsync(new { kind = "mass_disconnect", return_seconds = 3000 });
        var alert = (await socket.UntilAsync(f => LiveSocket.Type(f) == "alert")).GetProperty("alert");
        Assert.Equal("subscribers_dropped", alert.GetProperty("kind").GetString());
        Assert.Empty(alert.GetProperty("places").EnumerateArray());
        Assert.StartsWith("Where is not known: ", alert.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await program.GetAsync("/api/events")).GetProperty("total_count").GetInt32());
    }

    private static bool IsSlotTwo(JsonElement place) => Kind(place) == "slot" && place.GetProperty("name").GetString() == "2";

    private static string? Kind(JsonElement place) => place.GetProperty("kind").GetString();
}
