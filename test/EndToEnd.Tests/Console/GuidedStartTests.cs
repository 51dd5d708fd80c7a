using System.Globalization;
using Functional.Tests.Control;
using Functional.Tests.Running;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>From the one-time password to a router that is watched and a request that is answered, by the guide alone.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed class GuidedStartTests
{
    private const string Email = "admin@farol.local";

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task The_guide_leads_from_the_first_login_to_a_request_through_the_gateway(string language, string theme)
    {
        await using var router = await SimulatorChild.StartAsync("--subscribers", "100");
        await using var backend = await NamedBackend.StartAsync("the first backend");
        await using var program = await ConsoleRun.StartProgramAsync(settings: new Dictionary<string, string> { ["RATE_LIMIT_DIAGNOSTICS"] = "1000" });
        await using var browser = await Chromium.StartAsync();
        await using var visit = await browser.VisitAsync(Console(program), language, theme);
        var words = new ConsoleTexts(language);

        await LoginAsync(visit.Page, words, program.OneTimePassword);
        await Assertions.Expect(visit.Page.GetByLabel(words["login.new"], new() { Exact = true })).ToBeVisibleAsync();
        await visit.Page.GotoAsync("/start");
        await ChoosePasswordAsync(visit, words, program.OneTimePassword);
        var complaints = visit.Complaints.Count;
        await ConnectRouterAsync(visit, words, router);
        await BalanceAsync(visit, words, backend);
        using var gateway = new GatewayClient(program);
        Assert.Equal("the first backend", await gateway.AskAsync("guide.example.com"));

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = words["start.next"], Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = words["start.passwordOwn"] })).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = words["start.next"], Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = words["start.allDone"] })).ToBeVisibleAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await Assertions.Expect(Steps(visit.Page).GetByText(words["start.state.done"])).ToHaveCountAsync(3);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = words["start.toMonitor"] }).ClickAsync();
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = words["overview.startNow"] })).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints.Skip(complaints));
    }

    [Fact]
    public async Task It_is_offered_while_only_the_simulated_router_is_there_and_always_within_reach()
    {
        await using var program = await ConsoleRun.StartProgramAsync();
        using (await program.LoginAsync())
        {
            await using var browser = await Chromium.StartAsync();
            await using var visit = await browser.VisitAsync(Console(program));
            var (page, words) = (visit.Page, new ConsoleTexts("pt-BR"));
            await page.GotoAsync("/start");
            await Assertions.Expect(page.GetByText(words["start.stranger"])).ToBeVisibleAsync();
            await page.GotoAsync("/monitor");
            await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = words["overview.startNow"] })).ToHaveCountAsync(0);

            await LoginAsync(page, words, FarolProcess.NewPassword, back: "/monitor");
            await page.GetByRole(AriaRole.Link, new() { Name = words["overview.startNow"] }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words["nav.start"], Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(page).ToHaveURLAsync(new Uri(Console(program), "/start?step=router").ToString());
            await page.GetByRole(AriaRole.Link, new() { Name = words["start.skip"], Exact = true }).ClickAsync();
            await Assertions.Expect(page).ToHaveURLAsync(new Uri(Console(program), "/start?step=gateway").ToString());
            await page.GoBackAsync();
            await Assertions.Expect(page.GetByLabel(words["routerForm.host"])).ToBeVisibleAsync();

            await page.GotoAsync("/monitor");
            await page.GetByRole(AriaRole.Button, new() { Name = words["overview.startLater"] }).ClickAsync();
            await page.ReloadAsync();
            await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words["person.menu"] })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = words["overview.startNow"] })).ToHaveCountAsync(0);
            await page.Keyboard.PressAsync("Control+k");
            await page.GetByRole(AriaRole.Combobox, new() { Name = words["palette.open"] }).FillAsync(words["nav.start"]);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words["nav.start"], Level = 1 })).ToBeVisibleAsync();
            await page.GotoAsync("/monitor");
            await page.GetByRole(AriaRole.Button, new() { Name = words["person.menu"] }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = words["nav.start"] }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words["nav.start"], Level = 1 })).ToBeVisibleAsync();
            Assert.Empty(visit.Complaints);
        }
    }

    private static async Task LoginAsync(IPage page, ConsoleTexts words, string password, string back = "/start")
    {
        await page.GotoAsync($"/login?back={Uri.EscapeDataString(back)}");
        await page.GetByLabel(words["login.email"]).FillAsync(Email);
        await page.GetByLabel(words["login.password"]).FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>With the one-time password nothing else opens, and the guide says so.</summary>
    private static async Task ChoosePasswordAsync(Visit visit, ConsoleTexts words, string oneTime)
    {
        var page = visit.Page;
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), "/start?step=password").ToString());
        await Assertions.Expect(Steps(page).GetByText(words["start.state.locked"])).ToHaveCountAsync(2);
        await page.GetByLabel(words["start.currentPassword"]).FillAsync(oneTime);
        await page.GetByLabel(words["start.newPassword"], new() { Exact = true }).FillAsync(FarolProcess.NewPassword);
        await page.GetByLabel(words["start.newPasswordAgain"]).FillAsync("something else 1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText(words["start.different"])).ToBeVisibleAsync();
        await page.GetByLabel(words["start.newPasswordAgain"]).FillAsync(FarolProcess.NewPassword);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = words["start.passwordChanged"] })).ToBeVisibleAsync();
        await Assertions.Expect(Steps(page).GetByText(words["start.state.done"])).ToHaveCountAsync(1);
        await Assertions.Expect(Steps(page).GetByText(words["start.state.open"])).ToHaveCountAsync(2);
    }

    private static async Task ConnectRouterAsync(Visit visit, ConsoleTexts words, SimulatorChild router)
    {
        var page = visit.Page;
        await Steps(page).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByLabel(words["routerForm.name"], new() { Exact = true }).FillAsync("BNG São João");
        await Assertions.Expect(page.GetByLabel(words["routerForm.id"])).ToHaveValueAsync("bng-sao-joao");
        await page.GetByLabel(words["routerForm.host"]).FillAsync("127.0.0.1");
        await page.GetByLabel(words["routerForm.port"], new() { Exact = true }).FillAsync(router.SshPort.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel(words["routerForm.username"], new() { Exact = true }).FillAsync(SimulatorChild.User);
        await page.GetByLabel(words["routerForm.password"], new() { Exact = true }).FillAsync("not the password");
        await page.Keyboard.PressAsync("Enter");
        var failed = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words["routerTest.step.connect"] });
        await Assertions.Expect(failed).ToContainTextAsync(words["routerTest.failed"]);
        await Assertions.Expect(failed).ToContainTextAsync(words["routerTest.advice.login_refused"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words["routerTest.step.version"] })).ToContainTextAsync(words["routerTest.notReached"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await page.GetByLabel(words["routerForm.password"], new() { Exact = true }).FillAsync(SimulatorChild.Password);
        await Assertions.Expect(failed).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        var counted = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words["routerTest.step.online_total"] });
        await Assertions.Expect(counted).ToContainTextAsync(words["routerTest.passed"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = words["start.addRouter"], Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "BNG São João" })).ToContainTextAsync(words["connection.online"]);
        await Assertions.Expect(page.Locator("main div[tabindex='-1']")).ToBeFocusedAsync();
        await Assertions.Expect(Steps(page).GetByRole(AriaRole.Listitem).First).ToContainTextAsync(words["start.state.done"]);
        await page.GetByRole(AriaRole.Link, new() { Name = words["start.next"], Exact = true }).ClickAsync();
    }

    private static async Task BalanceAsync(Visit visit, ConsoleTexts words, NamedBackend backend)
    {
        var page = visit.Page;
        var differences = page.GetByRole(AriaRole.List, new() { Name = words["editing.differences"] });
        await page.GetByLabel(words["start.poolName"]).FillAsync("web");
        await page.GetByLabel(words["start.address"]).FillAsync("no address");
        await page.GetByRole(AriaRole.Button, new() { Name = words["start.savePool"] }).ClickAsync();
        await Assertions.Expect(page.GetByLabel(words["start.address"])).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel(words["start.address"]).FillAsync(backend.Loopback);
        await page.GetByRole(AriaRole.Button, new() { Name = words["editing.preview"] }).ClickAsync();
        await Assertions.Expect(differences).ToContainTextAsync(words["editing.kind.added"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = words["start.savePool"] }).ClickAsync();

        await page.GetByLabel(words["start.host"], new() { Exact = true }).FillAsync("guide.example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = words["editing.preview"] }).ClickAsync();
        await Assertions.Expect(differences).ToContainTextAsync("guide.example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = words["start.saveRoute"] }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = words["start.ask"] }).ClickAsync();
        await Assertions.Expect(page.GetByText(words["start.leadsTo", ("backend", $"web/{backend.Loopback}")])).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("curl -H 'Host: guide.example.com'")).ToBeVisibleAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());
    }

    private static ILocator Steps(IPage page) => page.GetByRole(AriaRole.List).Filter(new() { Has = page.Locator("a[href*='step=router']") }).First;

    private static Uri Console(FarolProcess program) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{program.ConsolePort}"));
}
