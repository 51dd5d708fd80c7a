using System.Globalization;
using System.Net.Http.Json;
using Functional.Tests.Running;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>The program with its first administrator's password chosen, for tests that each log in.</summary>
public sealed class SecurityRun : IAsyncLifetime
{
    private readonly ConsoleRun _run = new();

    internal FarolProcess Program => _run.Program;

    internal Chromium Browser => _run.Browser;

    internal Uri Console => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Program.ConsolePort}"));

    public async ValueTask InitializeAsync()
    {
        await _run.InitializeAsync();
        using var administrator = await Program.LoginAsync();
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    /// <summary>As Alertmanager tells of an alert that fires.</summary>
    internal async Task SendAlertAsync(string name)
    {
        var started = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var alert = new { status = "firing", labels = new { alertname = name }, annotations = new { }, startsAt = started, endsAt = "0001-01-01T00:00:00Z", fingerprint = name };
        using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Program.ControlPort}")) };
        using var answer = await http.PostAsJsonAsync("/api/alerts/webhook", new { version = "4", groupKey = "g", status = "firing", receiver = "farol", alerts = new[] { alert } });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

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
