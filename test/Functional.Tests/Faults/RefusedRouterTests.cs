using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>What only a person can mend, a wrong password or another host key, is tried once and not again.</summary>
[Collection(FaultsGroup.Name)]
public sealed class RefusedRouterTests
{
    private static readonly TimeSpan _watched = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData("ssh")]
    [InlineData("telnet")]
    public async Task A_wrong_password_is_tried_once_until_somebody_asks_or_mends_it(string protocol)
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        using var folder = new TemporaryFolder();
        var wrong = new Dictionary<string, string>(router.Settings(protocol)) { ["ROUTER_PASSWORD"] = "not-the-password-1", ["ALERT_UNREACHABLE_AFTER"] = "1" };
        await using (var program = await FarolProcess.StartAsync(wrong, folder.Path))
        {
            using var administrator = await program.LoginAsync();
            await Eventually.True(async () => await program.Http.LastFaultAsync() == "login_refused", "the refusal is known");
            await administrator.WriteAsync("/api/execute_command", new { command = "display version" });
            var watch = Stopwatch.StartNew();
            await Eventually.True(async () =>
            {
                Assert.InRange(await RefusedAsync(router), 1, 2);
                return watch.Elapsed > _watched;
            }, "the time is over", _watched * 2);
            var status = await program.Http.RouterStatusAsync();
            Assert.False(status.GetProperty("connected").GetBoolean());
            Assert.Equal("stopped", status.GetProperty("circuit").GetProperty("state").GetString());
            Assert.Contains("assword", status.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Contains("not tried again until", status.GetProperty("message").GetString(), StringComparison.Ordinal);
            var before = await RefusedAsync(router);
            var (answer, problem) = await administrator.WriteAsync("/api/router_connect");
            Assert.Equal(HttpStatusCode.BadGateway, answer);
            Assert.False(problem.GetProperty("success").GetBoolean());
            Assert.Equal(before + 1, await RefusedAsync(router));
            Assert.DoesNotContain("not-the-password-1", program.Output, StringComparison.Ordinal);
            Assert.Equal(0, await program.InterruptAsync(TimeSpan.FromSeconds(5)));
        }

        await using var mended = await FarolProcess.StartAsync(router.Settings(protocol), folder.Path);
        await Eventually.True(async () => await mended.Http.IsOnlineAsync(), "the mended password works");
    }

    [Fact]
    public async Task A_test_of_a_router_names_the_step_that_failed_and_the_kind_of_failure()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await FarolProcess.StartAsync(router.Settings());
        using var administrator = await program.LoginAsync();
        var (_, refused) = await administrator.WriteAsync("/api/routers/test", new { host = "127.0.0.1", port = router.SshPort, username = SimulatorChild.User, password = "not the password" });
        Assert.False(refused.GetProperty("success").GetBoolean());
        var step = Assert.Single(refused.GetProperty("steps").EnumerateArray());
        Assert.Equal("connect", step.GetProperty("name").GetString());
        Assert.Equal("login_refused", step.GetProperty("fault").GetString());
        var (_, passed) = await administrator.WriteAsync("/api/routers/test", new { host = "127.0.0.1", port = router.SshPort, username = SimulatorChild.User, password = SimulatorChild.Password });
        Assert.Equal(["connect", "version", "online_total"], passed.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.All(passed.GetProperty("steps").EnumerateArray(), s => Assert.Equal(JsonValueKind.Null, s.GetProperty("fault").ValueKind));
    }

    [Fact]
    public async Task A_changed_router_is_tested_with_the_stored_password_only_where_that_was_stored_for()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await FarolProcess.StartAsync(router.Settings());
        using var administrator = await program.LoginAsync();
        var (added, body) = await administrator.WriteAsync("/api/routers", new { id = "edited", host = "127.0.0.1", port = router.SshPort, username = SimulatorChild.User, password = SimulatorChild.Password });
        Assert.True(added == HttpStatusCode.Created, body.ToString());
        var (_, passed) = await administrator.WriteAsync("/api/routers/edited/test", new { name = "Other name", max_sessions = 1 });
        Assert.True(passed.GetProperty("success").GetBoolean(), passed.ToString());
        var (status, refused) = await administrator.WriteAsync("/api/routers/edited/test", new { host = "localhost" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("type it", refused.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);
        var audited = await administrator.GetFromJsonAsync<JsonElement>($"http://localhost:{program.ConsolePort}/api/audit?action=router.test", TestContext.Current.CancellationToken);
        var entry = Assert.Single(audited.GetProperty("items").EnumerateArray());
        Assert.Equal("edited", entry.GetProperty("target").GetString());
        Assert.DoesNotContain(SimulatorChild.Password, entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_is_moved_only_with_its_password_typed_and_nothing_is_stored_without()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var other = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await FarolProcess.StartAsync(router.Settings());
        using var administrator = await program.LoginAsync();
        var (added, body) = await administrator.WriteAsync("/api/routers", new { id = "moved", host = "127.0.0.1", port = router.SshPort, username = SimulatorChild.User, password = SimulatorChild.Password });
        Assert.True(added == HttpStatusCode.Created, body.ToString());
        foreach (var place in (object[])[new { port = other.SshPort }, new { port = other.SshPort, password = "********" }])
        {
            using var answer = await administrator.PutAsJsonAsync("/api/routers/moved", place, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var refused = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Contains("type it", refused.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);
        }

        var (_, stored) = await administrator.ReadAsync("/api/routers/moved");
        Assert.Equal(router.SshPort, stored.GetProperty("port").GetInt32());
        using var moved = await administrator.PutAsJsonAsync("/api/routers/moved", new { port = other.SshPort, password = SimulatorChild.Password }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        await Eventually.True(async () => await administrator.IsOnlineAsync("moved"), "it is watched where it is now");
        Assert.True(await AcceptedAsync(other) > 0);
    }

    [Fact]
    public async Task A_changed_host_key_is_refused_with_both_fingerprints_until_it_is_forgotten()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var other = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await FarolProcess.StartAsync(other.Settings());
        using var administrator = await program.LoginAsync();
        var (added, body) = await administrator.WriteAsync("/api/routers", new { id = "moved", host = "127.0.0.1", port = router.SshPort, username = SimulatorChild.User, password = SimulatorChild.Password });
        Assert.True(added == HttpStatusCode.Created, body.ToString());
        await Eventually.True(async () => await administrator.IsOnlineAsync("moved"), "it is connected");
        await router.PlayAsync(new { kind = "change_host_key" });
        await router.PlayAsync(new { kind = "drop" });
        await Eventually.True(async () => await administrator.LastFaultAsync("moved") == "host_key_changed", "the change is seen");
        var status = await administrator.RouterStatusAsync("moved");
        Assert.Equal(2, status.GetProperty("message").GetString()!.Split("SHA256:").Skip(1).Select(f => f[..43]).Distinct().Count());
        var accepted = await AcceptedAsync(router);
        var watch = Stopwatch.StartNew();
        await Eventually.True(() => watch.Elapsed > _watched, "the time is over", _watched * 2);
        Assert.Equal(accepted, await AcceptedAsync(router));
        Assert.Equal("host_key_changed", await administrator.LastFaultAsync("moved"));
        Assert.Equal(0, (await SimulatorControl.StateAsync(router.ControlPort)).GetProperty("logins_refused").GetInt64());
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.DeleteAsync("/api/routers/moved/host_key")).StatusCode);
        await Eventually.True(async () => await administrator.IsOnlineAsync("moved"), "the new key is taken");
    }

    private static async Task<long> RefusedAsync(SimulatorChild router) =>
        (await SimulatorControl.StateAsync(router.ControlPort)).GetProperty("logins_refused").GetInt64();

    private static async Task<long> AcceptedAsync(SimulatorChild router) =>
        (await SimulatorControl.StateAsync(router.ControlPort)).GetProperty("connections_accepted").GetInt64();
}
