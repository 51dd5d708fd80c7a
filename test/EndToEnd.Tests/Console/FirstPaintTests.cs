using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>What stands before any of the console's code has come.</summary>
public sealed class FirstPaintTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
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
        var before = await LookAsync(visit.Page);

        await visit.Page.UnrouteAllAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("input[name=email]")).ToBeEditableAsync();

        Assert.Equal(await LookAsync(visit.Page), before);
        Assert.Empty(visit.Complaints.Where(complaint => !complaint.Contains("ERR_FAILED", StringComparison.Ordinal)));
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

    /// <summary>The language, the colours, and every word of the form with where it stands.</summary>
    private static Task<string> LookAsync(IPage page) => page.EvaluateAsync<string>(
        """
        async () => {
          await document.fonts.ready;
          const parts = [...document.querySelectorAll('h1, main p:not(:empty), main button, main input')];
          return [document.documentElement.lang, getComputedStyle(document.body.parentElement).backgroundColor, getComputedStyle(document.querySelector('h1')).color,
            ...parts.map((part) => { const { x, y, width, height } = part.getBoundingClientRect(); return [part.textContent, x, y, width, height].map((v) => typeof v === 'number' ? Math.round(v) : v).join(' '); })].join('\n');
        }
        """);
}
