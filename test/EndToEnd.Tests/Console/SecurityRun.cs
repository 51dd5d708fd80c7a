using System.Globalization;
using Functional.Tests.Running;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>The program with its first administrator's password chosen, for tests that each log in.</summary>
public sealed class SecurityRun : IAsyncLifetime
{
    private readonly ConsoleRun _run = new();

    internal FarolProcess Program => _run.Program;

    internal Uri Console => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Program.ConsolePort}"));

    public async ValueTask InitializeAsync()
    {
        await _run.InitializeAsync();
        using var administrator = await Program.LoginAsync();
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    /// <summary>A browser in which the administrator is logged in.</summary>
    internal async Task<Visit> VisitAsync(string language, string theme)
    {
        var visit = await _run.Browser.VisitAsync(Console, language, theme);
        var words = new ConsoleTexts(language);
        await visit.Page.GotoAsync("/login?back=%2Fsystem");
        await visit.Page.GetByLabel(words["login.email"]).FillAsync("admin@farol.local");
        await visit.Page.GetByLabel(words["login.password"]).FillAsync(FarolProcess.NewPassword);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = words["nav.status"], Level = 1 })).ToBeVisibleAsync();
        return visit;
    }
}
