using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

public sealed partial class OutageTests
{
    [Fact]
    public async Task A_page_says_that_the_server_is_gone_and_goes_on_by_itself()
    {
        using var folder = new TemporaryFolder();
        await using var browser = await Chromium.StartAsync();
        await using var first = await ConsoleRun.StartProgramAsync(folder: folder.Path);
        var port = first.Port.ToString(CultureInfo.InvariantCulture);
        await using var visit = await browser.VisitAsync(new Uri($"http://127.0.0.1:{port}"));
        await visit.Page.GotoAsync("/monitor");
        await Assertions.Expect(visit.Page.GetByText(Live())).ToBeVisibleAsync();

        Assert.Equal(0, await first.InterruptAsync(TimeSpan.FromSeconds(10)));
        await Assertions.Expect(visit.Page.GetByText(Reconnecting())).ToBeVisibleAsync();
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();

        await using var second = await ConsoleRun.StartProgramAsync(port, folder.Path);
        await Assertions.Expect(visit.Page.GetByText(Live())).ToBeVisibleAsync();
        await Eventually.True(async () => await visit.ReadOnlineAsync() > 0, "figures of the new start are on the page", TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_mass_disconnect_is_on_the_page_with_how_many_and_where()
    {
        await using var browser = await Chromium.StartAsync();
        await using var program = await ConsoleRun.StartProgramAsync();
        await using var visit = await browser.VisitAsync(new Uri($"http://127.0.0.1:{program.Port}"));
        await visit.Page.GotoAsync("/monitor");
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        var before = await visit.ReadOnlineAsync();

        using var http = new HttpClient();
        // Where subscribers went from can be said only once it was known where they were.
        await Eventually.True(
            async () => (await http.GetAsync($"http://127.0.0.1:{program.Port}/api/pppoe_stats")).IsSuccessStatusCode, "subscribers were counted by slot", TimeSpan.FromSeconds(40));
        using var scenario = new StringContent("""{"kind":"mass_disconnect","slot":1,"return_seconds":900}""");
        var played = await http.PostAsync($"http://127.0.0.1:{program.SimulatorControlPort}/scenarios", scenario);
        Assert.True(played.IsSuccessStatusCode, await played.Content.ReadAsStringAsync());

        await Eventually.True(async () => await visit.ReadOnlineAsync() < before * 3 / 4, "the count on the page falls", TimeSpan.FromSeconds(20));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = Drop() })).ToBeVisibleAsync();
    }

    [GeneratedRegex("ao vivo ·")]
    private static partial Regex Live();

    [GeneratedRegex("reconectando ·")]
    private static partial Regex Reconnecting();

    [GeneratedRegex(@"Queda de [\d.]+ de [\d.]+ assinantes.*slot 1", RegexOptions.Singleline)]
    private static partial Regex Drop();
}
