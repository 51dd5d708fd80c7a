using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>Requests as they go through the gateway, and the limits that clients meet, each in both languages.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed partial class RequestPagesTests(SecurityRun run) : IClassFixture<SecurityRun>
{
    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task A_request_is_seen_found_by_a_filter_explained_and_asked_about(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        // What one person looks at is held for the next who looks at the same: each language has hosts of its own.
        var (one, two) = ($"one-{language}.example".ToLowerInvariant(), $"two-{language}.example".ToLowerInvariant());
        var (first, second) = ("/first", "/second");
        await page.GotoAsync("/gateway/requests");
        var table = page.GetByRole(AriaRole.Group, new() { Name = words["requests.title"] });
        await SeenAsync(page, one, first);
        await SeenAsync(page, two, second);
        Assert.DoesNotContain("s3cret", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await page.GetByLabel(words["requests.host"]).FillAsync(two);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(run.Console, $"/gateway/requests?host={two}").ToString());
        await Assertions.Expect(table).ToHaveCountAsync(0);
        await AskAsync(one, first);
        await SeenAsync(page, two, second);
        await Assertions.Expect(table).Not.ToContainTextAsync(one);

        // The table's own buttons take the keyboard: focus it, and open with Enter.
        await table.GetByRole(AriaRole.Button).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var detail = page.GetByRole(AriaRole.Region, new() { Name = words["requests.one"], Exact = true });
        await Assertions.Expect(detail).ToContainTextAsync(two + second);
        await Assertions.Expect(detail).ToContainTextAsync(words["requests.reason.algorithm"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await detail.GetByRole(AriaRole.Link, new() { Name = words["requests.try"] }).ClickAsync();
        await Assertions.Expect(page.GetByLabel(words["tester.address"], new() { Exact = true })).ToHaveValueAsync(two + second);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = words["tester.title"] }).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task While_it_is_paused_nothing_is_asked_and_then_it_goes_on(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        await page.GotoAsync("/gateway/requests?clients=true");
        await SeenAsync(page, "pause.example", "/before");
        await Button(page, words["requests.pause"]).ClickAsync();
        await Assertions.Expect(Button(page, words["requests.resume"])).ToBeVisibleAsync();
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/api/requests/sample", StringComparison.Ordinal) ? 1 : 0;
        // The lists of the filters are read anew every ten seconds: the page lives, and has not asked meanwhile.
        await page.WaitForRequestAsync(new Regex("/api/pools"));
        Assert.Equal(0, asked);

        await Button(page, words["requests.resume"]).ClickAsync();
        await SeenAsync(page, "pause.example", "/after");
        var table = page.GetByRole(AriaRole.Group, new() { Name = words["requests.title"] });
        await table.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = words["requests.one"], Exact = true })).ToContainTextAsync("127.0.0.1");
        await page.GotoAsync("/system/audit?action=requests.look_up");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = words["audit.title"] })).ToContainTextAsync("requests.look_up");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task Limits_are_changed_after_what_would_change_was_shown(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        var fields = language == "en" ? "130" : "120";
        await page.GotoAsync("/gateway/limits");
        await Button(page, words["limits.edit"]).ClickAsync();
        var form = page.GetByRole(AriaRole.Region, new() { Name = words["limits.editGateway"] });
        await form.GetByLabel(words["limits.bound.max_header_fields"]).FillAsync("5");
        await Button(form, words["editing.preview"]).ClickAsync();
        await Assertions.Expect(form.GetByLabel(words["limits.bound.max_header_fields"])).ToHaveAttributeAsync("aria-invalid", "true");
        await form.GetByLabel(words["limits.bound.max_header_fields"]).FillAsync(fields);
        await Button(form, words["limits.addRate"]).ClickAsync();
        await form.GetByLabel(words["limits.requestsPerSecond"], new() { Exact = true }).Last.FillAsync("5000");
        await Button(form, words["editing.preview"]).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.List, new() { Name = words["editing.differences"] })).ToContainTextAsync(fields);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await Button(form, words["limits.save"]).ClickAsync();
        var gateway = page.GetByRole(AriaRole.Region, new() { Name = words["limits.gateway"] });
        await Assertions.Expect(gateway).ToContainTextAsync(fields);
        await Assertions.Expect(gateway).ToContainTextAsync(FiveThousand());
        await Assertions.Expect(form).ToHaveCountAsync(0);

        // Back to none, for the other language's round.
        await Button(page, words["limits.edit"]).ClickAsync();
        await Button(form, words["limits.dropRate", ("number", "1")]).ClickAsync();
        await Button(form, words["limits.save"]).ClickAsync();
        await Assertions.Expect(gateway).Not.ToContainTextAsync(FiveThousand());
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.Empty(visit.Complaints);
    }

    [GeneratedRegex("5[.,]000")]
    private static partial Regex FiveThousand();

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Asks the gateway until a row says so: the first one may end before the page has begun to look.</summary>
    private Task SeenAsync(IPage page, string host, string path) => Eventually.True(
        async () =>
        {
            await AskAsync(host, path + "?token=s3cret");
            return await page.Locator($"tbody button[aria-label*='{host}{path}']").CountAsync() > 0;
        },
        $"{host}{path} is shown",
        TimeSpan.FromSeconds(30));

    private async Task AskAsync(string host, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{run.Program.GatewayPort}")) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request);
    }
}
