namespace Functional.Tests.Running;

/// <summary><c>farol run --role</c>: less than everything.</summary>
public sealed class RolesTests
{
    [Fact]
    public async Task The_monitor_runs_without_the_control_plane()
    {
        await using var program = await FarolProcess.StartAsync(null, null, "--role", "monitor");
        Assert.True((await program.GetAsync("/api/online_total")).GetProperty("online_total").GetInt64() > 0);
        Assert.Null(program.GatewayProcessId);
        await Assert.ThrowsAsync<HttpRequestException>(() => program.Http.GetAsync($"http://127.0.0.1:{program.ConsolePort}/"));
    }
}
