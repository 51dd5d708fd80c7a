using System.Globalization;
using Functional.Tests.Running;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>A router added, tested, changed and deleted by click, and what to do when it shows another host key.</summary>
public sealed class RouterPagesTests
{
    private const string Email = "admin@farol.local";

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task A_router_is_added_its_new_key_accepted_and_the_router_changed_and_deleted(string language, string theme)
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var program = await ConsoleRun.StartProgramAsync(settings: new Dictionary<string, string> { ["RATE_LIMIT_DIAGNOSTICS"] = "1000" });
        using var administrator = await program.LoginAsync();
        await using var browser = await Chromium.StartAsync();
        await using var visit = await browser.VisitAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{program.ConsolePort}")), language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        await page.GotoAsync("/login?back=%2Frouters");
        await page.GetByLabel(words["login.email"]).FillAsync(Email);
        await page.GetByLabel(words["login.password"]).FillAsync(FarolProcess.NewPassword);
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        Assert.True(await SaysSimulatedAsync(administrator));
        await AddAsync(visit, words, router);
        Assert.False(await SaysSimulatedAsync(administrator));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "BNG Norte", Exact = true }).Last).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary, new() { Name = words["shell.simulated"] })).ToHaveCountAsync(0);

        await router.PlayAsync(new { kind = "change_host_key" });
        await Button(page, $"{words["routers.test"]} BNG Norte").ClickAsync();
        var test = page.GetByRole(AriaRole.Region, new() { Name = words["routers.testTitle", ("id", "bng-norte")] });
        await Assertions.Expect(test).ToContainTextAsync(words["routerTest.advice.host_key_changed"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await Button(test, words["routers.forget"]).ClickAsync();
        await Button(dialog, words["routers.reallyForget"]).ClickAsync();
        await Assertions.Expect(test.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words["routerTest.step.online_total"] })).ToContainTextAsync(words["routerTest.passed"]);

        await Button(page, $"{words["routers.edit"]} BNG Norte").ClickAsync();
        await dialog.GetByLabel(words["routerForm.name"], new() { Exact = true }).FillAsync("BNG Sul");
        await dialog.GetByText(words["routerForm.more"]).ClickAsync();
        await dialog.GetByLabel(words["routerForm.maxSessions"]).FillAsync("1");
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await Button(dialog, words["routers.save"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "BNG Sul", Exact = true }).Last).ToBeVisibleAsync();
        var stored = System.Text.Json.JsonDocument.Parse(await administrator.GetStringAsync("/api/routers/bng-norte")).RootElement;
        Assert.Equal(1, stored.GetProperty("max_sessions").GetInt32());
        Assert.Equal(SimulatorChild.User, stored.GetProperty("username").GetString());
        Assert.Equal(router.SshPort, stored.GetProperty("port").GetInt32());
        await Assertions.Expect(test.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words["routerTest.step.connect"] })).ToContainTextAsync(words["routerTest.passed"]);

        await Button(page, $"{words["routers.delete"]} BNG Sul").ClickAsync();
        await Button(dialog, words["routers.reallyDelete"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "BNG Sul", Exact = true })).ToHaveCountAsync(0);
        Assert.DoesNotContain(SimulatorChild.Password, program.Output, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>With the page itself, before anything was asked for.</summary>
    private static async Task<bool> SaysSimulatedAsync(HttpClient console)
    {
        using var answer = await console.GetAsync("/");
        return answer.Headers.TryGetValues("Server-Timing", out var told) && told.Contains("simulated");
    }

    private static async Task AddAsync(Visit visit, ConsoleTexts words, SimulatorChild router)
    {
        var page = visit.Page;
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Button(page, words["routers.add"]).ClickAsync();
        await dialog.GetByLabel(words["routerForm.name"], new() { Exact = true }).FillAsync("BNG Norte");
        await dialog.GetByLabel(words["routerForm.host"]).FillAsync("127.0.0.1");
        await dialog.GetByLabel(words["routerForm.protocol"]).SelectOptionAsync("telnet");
        await Assertions.Expect(dialog.GetByLabel(words["routerForm.port"], new() { Exact = true })).ToHaveValueAsync("23");
        await Assertions.Expect(dialog.GetByLabel(words["routerForm.loginBy"])).ToHaveCountAsync(0);
        await dialog.GetByLabel(words["routerForm.protocol"]).SelectOptionAsync("ssh");
        await dialog.GetByLabel(words["routerForm.port"], new() { Exact = true }).FillAsync(router.SshPort.ToString(CultureInfo.InvariantCulture));
        await dialog.GetByLabel(words["routerForm.username"], new() { Exact = true }).FillAsync(SimulatorChild.User);
        await dialog.GetByLabel(words["routerForm.password"], new() { Exact = true }).FillAsync(SimulatorChild.Password);
        await Button(dialog, words["routerForm.test"]).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words["routerTest.step.online_total"] })).ToContainTextAsync(words["routerTest.passed"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await Button(dialog, words["routers.addDo"]).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "BNG Norte", Exact = true }).Last).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
