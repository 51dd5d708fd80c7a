using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

public sealed partial class DashboardTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
    public static TheoryData<string> Pages { get; } =
        ["/monitor", "/monitor/interfaces", "/monitor/subscribers", "/monitor/system", "/monitor/terminal", "/monitor/connection", "/routers", "/login"];

    [Fact]
    public async Task The_overview_shows_what_the_router_counts_and_follows_it()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.GotoAsync("/");

        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText(Live())).ToBeVisibleAsync();
        await Eventually.True(
            async () => await visit.ReadOnlineAsync() == (await run.Program.GetAsync("/api/online_total")).GetProperty("online_total").GetInt64(),
            "the page shows the router's count");
        await Assertions.Expect(visit.Page.GetByText("/s", new() { Exact = false }).First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img, new() { NameRegex = Curve() })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = "isp.com.br", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Files_of_the_console_travel_compressed_as_the_browser_asked()
    {
        using var http = new HttpClient { BaseAddress = run.Address };
        var page = await http.GetStringAsync("/", TestContext.Current.CancellationToken);
        var script = Script().Match(page).Value;
        foreach (var (accept, coding) in new[] { ("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, script);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{script}.br", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/monitor")]
    [InlineData("/login")]
    public async Task A_stranger_is_refused_nothing_on_the_way_in(string path)
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        var refused = new List<string>();
        visit.Page.Response += (_, answer) =>
        {
            // That a port has no control plane is no refusal.
            if (answer.Status is 401 or 403)
            {
                refused.Add($"{answer.Status} {answer.Url}");
            }
        };
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.GotoAsync(path), answer => answer.Url.EndsWith("/api/auth/session", StringComparison.Ordinal));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(refused);
    }

    [GeneratedRegex(@"/assets/frame-[\w-]+\.js")]
    private static partial Regex Script();

    [Fact]
    public async Task A_simulated_router_is_said_on_every_page_in_both_languages()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        foreach (var page in Pages.Select(p => p.Data).Where(p => p != "/login"))
        {
            await visit.Page.GotoAsync(page);
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "SIMULADO" })).ToBeVisibleAsync();
        }

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "EN", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "SIMULATED" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Routers", Level = 1 })).ToBeVisibleAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Routers", Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_a_phone_and_offends_neither_axe_nor_the_policy(string page)
    {
        foreach (var (theme, language) in new[] { ("dark", "pt-BR"), ("light", "en") })
        {
            await using var visit = await run.Browser.VisitAsync(run.Address, language, theme, width: 390, height: 844);
            await visit.Page.GotoAsync(page);
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
            Assert.Equal("", await visit.FindAxeViolationsAsync());
            Assert.Empty(visit.Complaints);
        }
    }

    [Fact]
    public async Task The_interface_table_filters_and_keeps_the_filter_in_its_address()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.GotoAsync("/monitor/interfaces");
        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("Eth-Trunk11.40");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(FilterInAddress());
        await Assertions.Expect(visit.Page.GetByText("Eth-Trunk11.401", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Eth-Trunk12", new() { Exact = true })).ToHaveCountAsync(0);

        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("Eth-Trunk11.40");
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_the_terminal()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.GotoAsync("/monitor");
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Paleta de comandos" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("termin");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Terminal());
    }

    [GeneratedRegex("ao vivo ·")]
    private static partial Regex Live();

    [GeneratedRegex("^Curva de assinantes online")]
    private static partial Regex Curve();

    [GeneratedRegex("filter=Eth-Trunk11.40")]
    private static partial Regex FilterInAddress();

    [GeneratedRegex("/monitor/terminal")]
    private static partial Regex Terminal();
}
