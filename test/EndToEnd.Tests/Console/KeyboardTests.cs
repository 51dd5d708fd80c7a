using Functional.Tests.Running;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>One flow of each section by somebody without a mouse: every key goes where the focus is, as on a real keyboard.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed class KeyboardTests(SecurityRun run) : IClassFixture<SecurityRun>
{
    private const int MaxTabs = 200;
    private const int MaxPresses = 4;
    private const float PatienceMilliseconds = 3_000;

    private const string NameOfFocus = """
        () => {
          const e = document.activeElement;
          return (e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? '').trim();
        }
        """;

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public async Task A_working_day_by_keyboard(string language)
    {
        await using var visit = await run.Browser.VisitAsync(run.Console, language);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        await LogInAsync(page, words);
        await AskTheRouterAsync(page, words);
        await AskForARouteAsync(page, words);
        await BlockAnAddressAsync(page, words, language == "en" ? "203.0.113.8" : "203.0.113.7");
        await LookAfterAnAlertAsync(page, words, $"Keys{language.Replace("-", "", StringComparison.Ordinal)}");
        Assert.Empty(visit.Complaints);
    }

    private static async Task LogInAsync(IPage page, ConsoleTexts words)
    {
        await page.GotoAsync("/login");
        await Assertions.Expect(page.GetByLabel(words["login.email"])).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("admin@farol.local");
        await TabToAsync(page, words["login.password"]);
        await page.Keyboard.TypeAsync(FarolProcess.NewPassword);
        await page.Keyboard.PressAsync("Enter");
        await HeadingAsync(page, words["nav.overview"]);
    }

    private static async Task AskTheRouterAsync(IPage page, ConsoleTexts words)
    {
        await GoAsync(page, words, words["nav.terminal"]);
        await TabToAsync(page, words["terminal.command"]);
        await page.Keyboard.TypeAsync("disp vers");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Huawei Versatile Routing Platform Software", new() { Exact = false })).ToBeVisibleAsync();
    }

    private static async Task AskForARouteAsync(IPage page, ConsoleTexts words)
    {
        await GoAsync(page, words, words["nav.routes"]);
        await TabToAsync(page, words["tester.address"]);
        await page.Keyboard.TypeAsync("demo.localhost/");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = words["tester.title"] }).GetByRole(AriaRole.Status)).ToContainTextAsync(words["routeAnswer.backend"]);
    }

    private static async Task BlockAnAddressAsync(IPage page, ConsoleTexts words, string address)
    {
        await GoAsync(page, words, $"{words["nav.security"]} {words["nav.events"]}", words["nav.security"]);
        await TabToAsync(page, words["blocks.addTitle"]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByLabel(words["blocks.network"])).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(address);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = address })).ToBeVisibleAsync();
        Assert.Equal(words["blocks.addTitle"], await page.EvaluateAsync<string>(NameOfFocus));

        await TabToAsync(page, words["blocks.removeOne", ("network", address)]);
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, words["blocks.remove"]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = address })).ToHaveCountAsync(0);
    }

    private async Task LookAfterAnAlertAsync(IPage page, ConsoleTexts words, string name)
    {
        await run.SendAlertAsync(name);
        await GoAsync(page, words, words["nav.alerts"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        await TabToAsync(page, name);
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, words["alerts.acknowledge"]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByLabel(words["alerts.comment"])).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("by keyboard");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true })).ToContainTextAsync("by keyboard");
    }

    /// <summary>Through the palette, which leaves the focus on the page that it led to.</summary>
    private static async Task GoAsync(IPage page, ConsoleTexts words, string name, string? heading = null)
    {
        var palette = page.GetByRole(AriaRole.Combobox, new() { Name = words["palette.open"] });
        // Keys are listened to once the page stands; until then a person presses again.
        for (var press = 0; press < MaxPresses && !await IsThereAsync(palette); press++)
        {
            await page.Keyboard.PressAsync("Control+k");
        }

        await Assertions.Expect(palette).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await HeadingAsync(page, heading ?? name);
    }

    private static async Task<bool> IsThereAsync(ILocator palette)
    {
        try
        {
            await palette.WaitForAsync(new() { Timeout = PatienceMilliseconds });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static Task HeadingAsync(IPage page, string name) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var tab = 0; tab < MaxTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>(NameOfFocus) == name)
            {
                return;
            }
        }

        Assert.Fail($"the keyboard does not come to \"{name}\" on {page.Url}");
    }
}
