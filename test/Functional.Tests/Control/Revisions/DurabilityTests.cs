using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Control.Revisions;

/// <summary>What was acknowledged is current, whatever is killed; what was refused never was.</summary>
[Collection(ControlGroup.Name)]
public sealed class DurabilityTests
{
    private const int Kills = 5;

    [Fact]
    public async Task What_was_acknowledged_is_in_force_after_the_control_plane_is_killed()
    {
        await using var run = await ControlRun.StartOwnAsync();
        await using var backend = await NamedBackend.StartAsync("served");
        var admin = await run.AdministrationAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var host = $"kill{kill}";
            using (var put = await admin.PutAsync(RevisionRun.Yaml(host, backend.Loopback)))
            {
                Assert.Equal(kill, (await ControlRun.ReadAsync(put)).GetProperty("revision").GetInt32());
            }

            // Killed at some moment of a change that nobody is told of any more.
            var unheard = Swallow(admin.PutAsync(RevisionRun.Yaml($"{host}-unheard", backend.Loopback)));
            ProcessFacts.Send(run.Program.MonitorProcessId, ProcessFacts.Kill);
            await unheard;
            await Eventually.True(() => IsUpAsync(run), "the control plane is back", TimeSpan.FromSeconds(30));
            var current = (await run.GetAsync("/api/config/revisions")).GetProperty("items")[0];
            var wasStored = current.GetProperty("number").GetInt32() > kill;
            var served = wasStored ? $"{host}-unheard" : host;
            await Eventually.True(async () => await run.PageAsync($"{served}.example") == (200, "served"), $"{served} is in force");
            await Eventually.True(async () => (await run.PageAsync($"{(wasStored ? host : $"{host}-unheard")}.example")).Status != 200, "the other is not");
            if (wasStored)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task The_whole_run_killed_starts_on_the_current_revision()
    {
        await using var run = await ControlRun.StartOwnAsync();
        await using var backend = await NamedBackend.StartAsync("served");
        using (var put = await (await run.AdministrationAsync()).PutAsync(RevisionRun.Yaml("web", backend.Loopback)))
        {
            await ControlRun.ReadAsync(put);
        }

        await run.RestartAsync();
        Assert.Equal((200, "served"), await run.PageAsync("web.example"));
        Assert.Equal(1, (await run.GetAsync("/api/config/revisions")).GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task What_the_gateway_refuses_is_no_revision_and_the_one_before_goes_on()
    {
        await using var run = await ControlRun.StartOwnAsync();
        await using var backend = await NamedBackend.StartAsync("served");
        var admin = await run.AdministrationAsync();
        using (var put = await admin.PutAsync(RevisionRun.Yaml("web", backend.Loopback)))
        {
            await ControlRun.ReadAsync(put);
        }

        using var refused = await admin.PutAsync($"{RevisionRun.Yaml("other", backend.Loopback)}listeners:\n  - {{ name: taken, address: 127.0.0.1, port: {run.Program.ControlPort} }}\n");
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("another program uses the port", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((200, "served"), await run.PageAsync("web.example"));
        Assert.Equal(1, (await run.GetAsync("/api/config/revisions")).GetProperty("total_count").GetInt32());
        Assert.Contains("\"ok\"", await run.GatewayHealthAsync(), StringComparison.Ordinal);
    }

    private static async Task Swallow(Task<HttpResponseMessage> request)
    {
        try
        {
            (await request).Dispose();
        }
        catch (HttpRequestException)
        {
            // The process that should have answered is dead.
        }
    }

    private static async Task<bool> IsUpAsync(ControlRun run)
    {
        try
        {
            return (await run.GatewayHealthAsync()).Contains("\"ok\"", StringComparison.Ordinal);
        }
        catch (Exception away) when (away is HttpRequestException or KeyNotFoundException)
        {
            return false;
        }
    }
}
