using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>What stands before any of the console's code has come.</summary>
public sealed class FirstPaintTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
    private const string LoginParts = "h1, main p:not(:empty), main button, main input";
    private const string OverviewParts = "header a:has(img), nav a[aria-current=page], aside, main > nav a, h1, dt > span:first-child, main > div > section h2";

    /// <summary>How far the page moved under who looks at it; that it was painted is told after that.</summary>
    private const string Shifted =
        """
        () => new Promise((tell) => {
          let sum = 0;
          const hear = new PerformanceObserver((list) => {
            for (const { entryType, value, hadRecentInput } of list.getEntries()) sum += entryType === 'layout-shift' && !hadRecentInput ? value : 0;
            if (list.getEntriesByType('paint').length > 0) tell(sum);
          });
          hear.observe({ type: 'layout-shift', buffered: true });
          hear.observe({ type: 'paint', buffered: true });
        })
        """;

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task The_login_stands_before_its_code_in_the_words_colours_and_places_that_it_keeps(string language, string theme)
    {
        await using var visit = await run.Browser.VisitAsync(run.Address, language, theme);
        // As a browser that is set to these and has not been here yet.
        await visit.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Accept-Language"] = language });
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = theme == "light" ? ColorScheme.Light : ColorScheme.Dark });
        await visit.Page.RouteAsync("**/assets/*.js", route => route.AbortAsync());
        await visit.Page.GotoAsync("/login");
        var before = await LookAsync(visit.Page, LoginParts);

        await visit.Page.UnrouteAllAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("input[name=email]")).ToBeEditableAsync();

        Assert.Equal(await LookAsync(visit.Page, LoginParts), before);
        Assert.Empty(visit.Complaints.Where(complaint => !complaint.Contains("ERR_FAILED", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("pt-BR", "dark", 1440)]
    [InlineData("en", "light", 390)]
    public async Task The_overview_stands_before_its_code_and_keeps_its_place_when_the_figures_come(string language, string theme, int width)
    {
        await using var visit = await run.Browser.VisitAsync(run.Address, language, theme, width, height: 844);
        await visit.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Accept-Language"] = language });
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = theme == "light" ? ColorScheme.Light : ColorScheme.Dark });
        await visit.Page.RouteAsync("**/assets/*.js", route => route.AbortAsync());
        await visit.Page.GotoAsync("/");
        var before = await LookAsync(visit.Page, OverviewParts);

        await visit.Page.UnrouteAllAsync();
        await visit.Page.GotoAsync("/monitor");
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

        Assert.Equal(await LookAsync(visit.Page, OverviewParts), before);
        Assert.InRange(await visit.Page.EvaluateAsync<double>(Shifted), 0, 0.1);
        Assert.Empty(visit.Complaints.Where(complaint => !complaint.Contains("ERR_FAILED", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/monitor?kiosk=1")]
    [InlineData("/gateway")]
    public async Task What_is_not_the_overview_with_its_frame_does_not_begin_as_it(string path)
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.RouteAsync("**/assets/*.js", route => route.AbortAsync());
        await visit.Page.GotoAsync(path);

        await Assertions.Expect(visit.Page.Locator("#root > svg")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_somebody_chose_is_there_from_the_first_paint_of_the_next_visit()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address, "en", "light");
        await visit.Page.GotoAsync("/monitor");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = new ConsoleTexts("en")["shell.darkTheme"] }).ClickAsync();
        await visit.Page.GetByTitle(new ConsoleTexts("en")["shell.otherLanguage"]).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html[lang=pt-BR][data-theme=dark]")).ToHaveCountAsync(1);

        await visit.Page.RouteAsync("**/assets/*.js", route => route.AbortAsync());
        await visit.Page.GotoAsync("/login");

        await Assertions.Expect(visit.Page.Locator("html[lang=pt-BR][data-theme=dark]")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(new ConsoleTexts("pt-BR")["login.title"]);
    }

    /// <summary>The language, the colours, and every word of these parts with where it stands.</summary>
    private static Task<string> LookAsync(IPage page, string selector) => page.EvaluateAsync<string>(
        """
        async (selector) => {
          await document.fonts.ready;
          const parts = [...document.querySelectorAll(selector)];
          return [document.documentElement.lang, getComputedStyle(document.body.parentElement).backgroundColor, getComputedStyle(document.querySelector('h1')).color,
            ...parts.map((part) => { const { x, y, width, height } = part.getBoundingClientRect(); return [part.textContent, x, y, width, height].map((v) => typeof v === 'number' ? Math.round(v) : v).join(' '); })].join('\n');
        }
        """,
        selector);
}
