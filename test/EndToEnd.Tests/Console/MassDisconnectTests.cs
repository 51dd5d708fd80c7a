using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>A slot of the router loses its subscribers, and somebody has the overview open.</summary>
public sealed class MassDisconnectTests
{
    // One poll, and two seconds of polls that come every second.
    private const int MaxPolls = 3;

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public async Task It_is_on_the_curve_and_above_the_page_with_how_many_and_where(string language)
    {
        await using var browser = await Chromium.StartAsync();
        await using var program = await ConsoleRun.StartProgramAsync();
        await using var visit = await browser.VisitAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{program.Port}")), language);
        var words = new ConsoleTexts(language);
        await Heard.WriteDownAsync(visit.Page);
        await visit.Page.GotoAsync("/monitor?range=1h");
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        var before = await visit.ReadOnlineAsync();
        // Where subscribers went from can be said only once it was known where they were.
        await Eventually.True(
            async () => (await program.Http.GetAsync("/api/pppoe_stats")).IsSuccessStatusCode, "subscribers were counted by slot", TimeSpan.FromSeconds(40));

        await program.PlayAsync(new { kind = "mass_disconnect", slot = 1, return_seconds = 900 });
        var played = TimeProvider.System.GetUtcNow();
        var banner = visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = Place(words) });
        await Assertions.Expect(banner).ToBeVisibleAsync();

        var heard = await Heard.ReadAsync(visit.Page);
        var shown = heard.TakeWhile(h => h is not { Kind: "shown", Total: var total } || total >= before * 3 / 4).ToList();
        Assert.NotEqual(heard.Count, shown.Count);
        Assert.InRange(shown.Count(h => h.IsReading && h.TakenAt > played), 0, MaxPolls);

        // What is drawn is what is exported.
        var curve = await visit.SaveAsync(visit.Page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }).First);
        var last = curve.Text.TrimEnd().Split("\r\n")[^1].Split(',')[1];
        Assert.InRange(long.Parse(last, CultureInfo.InvariantCulture), 0, before * 3 / 4);

        var lost = Count(words).Match(await banner.InnerTextAsync()).Groups["lost"].Value;
        Assert.NotEqual("", lost);
        await HoverNowAsync(visit.Page);
        await Assertions.Expect(visit.Page.GetByTestId("readout")).ToContainTextAsync(lost);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The newest sample lies within the band: the curve's readout names what happened there.</summary>
    private static async Task HoverNowAsync(IPage page)
    {
        var box = (await page.Locator(".u-over").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + (box.Height / 2));
    }

    private static string Place(ConsoleTexts words) => words["alert.place", ("place", "slot 1"), ("lost", "")].Trim();

    private static Regex Count(ConsoleTexts words) => new(
        Regex.Escape(words["alert.droppedCount"]).Replace(@"\{\{lost}}", "(?<lost>[0-9.,]+)", StringComparison.Ordinal)
            .Replace(@"\{\{before}}", "[0-9.,]+", StringComparison.Ordinal).Replace(@"\{\{share}}", ".+", StringComparison.Ordinal));
}
