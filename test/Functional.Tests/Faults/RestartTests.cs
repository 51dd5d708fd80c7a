using System.Net;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>Stopping and starting again on the same data: nothing forgotten, nothing told twice, no password printed again.</summary>
[Collection(FaultsGroup.Name)]
public sealed class RestartTests
{
    private static readonly TimeSpan _stop = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_stop_is_clean_and_a_start_remembers_everything()
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "1000");
        using var folder = new TemporaryFolder();
        string session;
        long peak;
        string incident;
        await using (var first = await FarolProcess.StartAsync(router.Settings(), folder.Path))
        {
            Assert.Single(first.Output.Split('\n'), l => l.Contains("password", StringComparison.OrdinalIgnoreCase) && l.Contains("admin@farol.local", StringComparison.Ordinal));
            using var administrator = await first.LoginAsync();
            session = administrator.DefaultRequestHeaders.Authorization!.Parameter!;
            await Eventually.True(async () => (await first.Http.GetAsync("/api/pppoe_stats")).IsSuccessStatusCode, "it was read", TimeSpan.FromSeconds(30));
            await router.PlayAsync(new { kind = "mass_disconnect", slot = 1, return_seconds = 3000 });
            await Eventually.True(async () => await IncidentsAsync(first) == 1, "the drop is known");
            incident = await IncidentAsync(first);
            peak = (await first.GetAsync("/api/online_total")).GetProperty("peak_users").GetInt64();
            Assert.Equal(0, await first.InterruptAsync(_stop));
        }

        await using var second = await FarolProcess.StartAsync(router.Settings(), folder.Path);
        Assert.DoesNotContain("password", second.Output, StringComparison.OrdinalIgnoreCase);
        await Eventually.True(async () => (await second.Http.GetAsync("/api/online_total")).IsSuccessStatusCode, "it is read again", TimeSpan.FromSeconds(30));
        var online = await second.GetAsync("/api/online_total");
        Assert.Equal(peak, online.GetProperty("peak_users").GetInt64());
        Assert.True(online.GetProperty("online_total").GetInt32() < peak);
        Assert.Equal(1, await IncidentsAsync(second));
        Assert.Equal(incident, await IncidentAsync(second));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/profile");
        request.Headers.Authorization = new("Bearer", session);
        Assert.Equal(HttpStatusCode.OK, (await second.Http.SendAsync(request)).StatusCode);
        var history = await second.GetAsync("/api/history?series=online_total");
        Assert.Contains("online_total", history.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_between_writes_it_starts_again_with_the_same_users()
    {
        using var folder = new TemporaryFolder();
        for (var round = 0; round < 2; round++)
        {
            await using var killed = await FarolProcess.StartAsync(Busy, folder.Path);
            await Eventually.True(async () => (await killed.Http.GetAsync("/api/online_total")).IsSuccessStatusCode, "it writes", TimeSpan.FromSeconds(30));
            var (writer, simulator) = (killed.MonitorProcessId, killed.SimulatorProcessId!.Value);
            ProcessFacts.Send(killed.ProcessId, ProcessFacts.Kill);
            ProcessFacts.Send(writer, ProcessFacts.Kill);
            await killed.ExitAsync(_stop);
            await Eventually.True(() => !ProcessFacts.IsAlive(simulator), "the simulated router ends with its parent");
        }

        await using var again = await FarolProcess.StartAsync(Busy, folder.Path);
        Assert.DoesNotContain("password", again.Output, StringComparison.OrdinalIgnoreCase);
        await Eventually.True(async () => (await again.Http.GetAsync("/api/online_total")).IsSuccessStatusCode, "it reads", TimeSpan.FromSeconds(30));
        Assert.True((await again.GetAsync("/api/online_total")).GetProperty("peak_users").GetInt64() > 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(ProcessFacts.Terminate)]
    public async Task A_signal_ends_it_and_its_simulated_router_within_five_seconds(int signal)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("password");
        await File.WriteAllTextAsync(file, FarolProcess.NewPassword + "\n", TestContext.Current.CancellationToken);
        await using var program = await FarolProcess.StartAsync(new Dictionary<string, string> { ["FAROL_ADMIN_PASSWORD_FILE"] = file }, folder.Path);
        Assert.DoesNotContain("password", program.Output, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(await program.TokenAsync(FarolProcess.NewPassword));
        await Eventually.True(async () => (await program.Http.GetAsync("/api/online_total")).IsSuccessStatusCode, "it is at work", TimeSpan.FromSeconds(30));
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/monitor");
        await socket.NextAsync();
        int[] others = [program.MonitorProcessId, program.SimulatorProcessId!.Value];
        ProcessFacts.Send(program.ProcessId, signal);
        Assert.Equal(0, await program.ExitAsync(_stop));
        Assert.DoesNotContain(others, ProcessFacts.IsAlive);
        Assert.DoesNotContain("Unhandled", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrators_password_file_may_go_after_the_first_start()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("password");
        var settings = new Dictionary<string, string> { ["FAROL_ADMIN_PASSWORD_FILE"] = file };
        await File.WriteAllTextAsync(file, FarolProcess.NewPassword + "\n", TestContext.Current.CancellationToken);
        await using (var first = await FarolProcess.StartAsync(settings, folder.Path, "--no-simulator"))
        {
            Assert.Equal(0, await first.InterruptAsync(_stop));
        }

        File.Delete(file);
        await using var again = await FarolProcess.StartAsync(settings, folder.Path, "--no-simulator");
        Assert.NotEmpty(await again.TokenAsync(FarolProcess.NewPassword));
    }

    private static Dictionary<string, string> Busy => new() { ["BG_UPDATE_INTERVAL_ONLINE"] = "1", ["BG_UPDATE_INTERVAL_TRAFFIC"] = "1" };

    private static async Task<int> IncidentsAsync(FarolProcess program) => (await program.GetAsync("/api/events")).GetProperty("total_count").GetInt32();

    private static async Task<string> IncidentAsync(FarolProcess program)
    {
        var incident = Assert.Single((await program.GetAsync("/api/events")).GetProperty("items").EnumerateArray());
        Assert.True(incident.GetProperty("is_open").GetBoolean());
        return incident.GetProperty("id").GetString()!;
    }
}
