using System.Globalization;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>Scripts that were written for the older monitors, unchanged but for the address, on a page of the program's own origin.</summary>
public sealed class SeedClientTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
    private const string Host = "localhost:8000";

    [Fact]
    public async Task The_page_shows_connected_and_the_routers_data()
    {
        await using var visit = await run.Browser.VisitAsync(Address, bypassPolicy: true);
        var said = new List<string>();
        visit.Page.Console += (_, message) => said.Add(message.Text);
        await OpenAsync(visit, await ReadAsync("page.html"));

        await Assertions.Expect(visit.Page.Locator("#status")).ToHaveTextAsync("Conectado ✅");
        await Assertions.Expect(visit.Page.Locator("#data")).ToContainTextAsync("\"simulated\": true");
        foreach (var expected in new[] { "Conectado ao WebSocket", "Bem-vindo:", "Dados recebidos:", "Status do sistema:" })
        {
            await Eventually.True(() => said.Exists(line => line.StartsWith(expected, StringComparison.Ordinal)), $"the page says \"{expected}\"", TimeSpan.FromSeconds(40));
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_dashboard_script_gets_data_and_status()
    {
        await using var visit = await run.Browser.VisitAsync(Address, bypassPolicy: true);
        await OpenAsync(visit, Page(
            "const seen = { data: [], status: [] }; function updateDashboard(d) { seen.data.push(d); } function updateStatus(s) { seen.status.push(s); }",
            await ReadAsync("dashboard.js")));

        await visit.Page.WaitForFunctionAsync("seen.data.some((d) => d && d.online_total > 0) && seen.status.some((s) => s)");
        var online = await visit.Page.EvaluateAsync<long>("seen.data.filter((d) => d.online_total > 0).at(-1).online_total");
        Assert.InRange(online, await OnlineAsync() - 60, await OnlineAsync() + 60);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Polling_and_the_socket_feed_the_same_function()
    {
        await using var visit = await run.Browser.VisitAsync(Address, bypassPolicy: true);
        var script = (await ReadAsync("polling_and_socket.js")).Replace("ws://host/", $"ws://{Host}/", StringComparison.Ordinal);
        await OpenAsync(visit, Page("const seen = []; function updateUI(data) { seen.push(data); }", script));

        await visit.Page.WaitForFunctionAsync("seen.some((d) => d.success === true && d.online_total > 0) && seen.some((d) => d.success === undefined && d.online_total > 0)");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The scripts name localhost, and a page may open sockets to its own origin only.</summary>
    private Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{run.Program.Port}"));

    private async Task<long> OnlineAsync() => (await run.Program.GetAsync("/api/online_total")).GetProperty("online_total").GetInt64();

    /// <summary>On a document that the program itself served: a browser does not let a page from elsewhere open sockets to this machine.</summary>
    private async Task OpenAsync(Visit visit, string page)
    {
        await visit.Page.GotoAsync("/health");
        await visit.Page.SetContentAsync(page.Replace(Host, Address.Authority, StringComparison.Ordinal));
    }

    private static string Page(params string[] scripts) =>
        "<!DOCTYPE html>" + string.Concat(scripts.Select(script => $"<script>{script}</script>"));

    private static Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(RepositoryRoot.File("test", "EndToEnd.Tests", "Console", "Clients", name), TestContext.Current.CancellationToken);
}
