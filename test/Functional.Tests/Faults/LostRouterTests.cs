using System.Globalization;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>A router that cannot be read: old figures that say so, one incident, one message of each kind.</summary>
[Collection(FaultsGroup.Name)]
public sealed class LostRouterTests
{
    private const string Token = "123456:the-bots-own-secret";

    [Fact]
    public async Task A_router_that_goes_and_comes_back_is_one_incident_with_one_message_each()
    {
        using var keys = new TemporaryFolder();
        await using var sink = new MessageSink();
        var router = await SimulatorChild.StartAsync("--subscribers", "200", "--data", keys.Path);
        var port = router.SshPort.ToString(CultureInfo.InvariantCulture);
        await using var program = await FarolProcess.StartAsync(Watched(router, sink));
        await Eventually.True(async () => (await program.Http.GetAsync("/api/online_total")).IsSuccessStatusCode, "the router was read");
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/monitor?types=alert");
        await router.DisposeAsync();

        var opened = await socket.UntilAsync(f => LiveSocket.Type(f) == "alert");
        Assert.Equal("router_unreachable", opened.GetProperty("alert").GetProperty("kind").GetString());
        Assert.True(opened.GetProperty("alert").GetProperty("is_open").GetBoolean());
        await Eventually.True(async () => (await program.GetAsync("/api/online_total")).GetProperty("stale").GetBoolean(), "the figures are stale");
        var old = await program.GetAsync("/api/online_total");
        Assert.True(old.GetProperty("online_total").GetInt32() > 0);
        Assert.Contains(port, old.GetProperty("stale_reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("degraded", (await program.GetAsync("/health")).GetProperty("components").GetProperty("router_default").GetProperty("status").GetString());

        await using var back = await SimulatorChild.StartAsync("--subscribers", "200", "--data", keys.Path, "--ssh-port", port);
        var closed = await socket.UntilAsync(f => LiveSocket.Type(f) == "alert");
        Assert.Equal(opened.GetProperty("alert").GetProperty("id").GetString(), closed.GetProperty("alert").GetProperty("id").GetString());
        Assert.False(closed.GetProperty("alert").GetProperty("is_open").GetBoolean());
        await Eventually.True(async () => !(await program.GetAsync("/api/online_total")).GetProperty("stale").GetBoolean(), "the figures are fresh");
        var events = (await program.GetAsync("/api/events")).GetProperty("items").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "router_unreachable").ToList();
        Assert.False(Assert.Single(events).GetProperty("is_open").GetBoolean());
        await Eventually.True(() => sink.At("/hook").Count >= 2 && sink.At($"/bot{Token}/sendMessage").Count >= 2, "both messages arrived at both places");
        Assert.Equal([true, false], sink.At("/hook").Select(m => m.Body.GetProperty("incident").GetProperty("is_open").GetBoolean()));
        Assert.Equal(["-1001", "-1001"], sink.At($"/bot{Token}/sendMessage").Select(m => m.Body.GetProperty("chat_id").GetString()));
        AssertSilentOf(program, Token);
    }

    [Fact]
    public async Task A_router_whose_answers_nobody_can_read_is_an_incident_that_says_what_was_seen()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await FarolProcess.StartAsync(new Dictionary<string, string>(router.Settings()) { ["ALERT_UNREACHABLE_AFTER"] = "1" });
        await Eventually.True(async () => (await program.Http.GetAsync("/api/online_total")).IsSuccessStatusCode, "the router was read");
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/monitor?types=alert");
        await router.PlayAsync(new { kind = "gibberish", count = 0 });

        var opened = (await socket.UntilAsync(f => LiveSocket.Type(f) == "alert")).GetProperty("alert");
        Assert.Equal("router_unreadable", opened.GetProperty("kind").GetString());
        Assert.NotEmpty(opened.GetProperty("detail").GetString()!);
        await router.PlayAsync(new { kind = "calm" });
        var closed = (await socket.UntilAsync(f => LiveSocket.Type(f) == "alert")).GetProperty("alert");
        Assert.Equal((opened.GetProperty("id").GetString(), false), (closed.GetProperty("id").GetString(), closed.GetProperty("is_open").GetBoolean()));
    }

    [Fact]
    public async Task Taken_terminals_are_told_apart_and_tried_again_with_patience()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await FarolProcess.StartAsync(router.Settings());
        await Eventually.True(async () => await program.Http.IsOnlineAsync(), "it is connected");
        using var administrator = await program.LoginAsync();
        await router.PlayAsync(new { kind = "terminals_busy" });
        await router.PlayAsync(new { kind = "drop" });
        await Eventually.True(async () => await program.Http.LastFaultAsync() == "terminals_busy", "the reason is known");
        var status = await program.Http.RouterStatusAsync();
        Assert.False(status.GetProperty("connected").GetBoolean());
        Assert.True(status.GetProperty("circuit").GetProperty("next_try").GetDateTimeOffset() - status.GetProperty("last_error").GetProperty("at").GetDateTimeOffset() > TimeSpan.FromSeconds(20));
        await router.PlayAsync(new { kind = "calm" });
        var (_, connected) = await administrator.WriteAsync("/api/router_connect");
        Assert.True(connected.GetProperty("connected").GetBoolean(), connected.ToString());
    }

    [Fact]
    public async Task A_token_that_telegram_cannot_be_reached_with_stays_out_of_the_log()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        var settings = new Dictionary<string, string>(router.Settings())
        {
            ["ALERT_UNREACHABLE_AFTER"] = "1",
            ["TELEGRAM_API_URL"] = "http://127.0.0.1:9/",
            ["TELEGRAM_BOT_TOKEN"] = Token,
            ["TELEGRAM_CHAT_ID"] = "-1001",
            ["LOG_LEVEL"] = "DEBUG",
        };
        await using var program = await FarolProcess.StartAsync(settings);
        await Eventually.True(async () => await program.Http.IsOnlineAsync(), "it is connected");
        await router.StopAsync();
        await Eventually.True(() => program.Output.Contains("Telegram could not be reached", StringComparison.Ordinal), "the failure is told");
        AssertSilentOf(program, Token);
    }

    private static Dictionary<string, string> Watched(SimulatorChild router, MessageSink sink) => new(router.Settings())
    {
        ["ALERT_UNREACHABLE_AFTER"] = "2",
        ["ALERT_WEBHOOK_URL"] = new Uri(sink.Address, "/hook").ToString(),
        ["TELEGRAM_API_URL"] = sink.Address.ToString(),
        ["TELEGRAM_BOT_TOKEN"] = Token,
        ["TELEGRAM_CHAT_ID"] = "-1001",
        ["LOG_LEVEL"] = "DEBUG",
    };

    private static void AssertSilentOf(FarolProcess program, string secret)
    {
        Assert.DoesNotContain(secret, program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, File.ReadAllText(Path.Combine(program.Folder, "logs", "farol.log")), StringComparison.Ordinal);
    }
}
