using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>Tenants, their hosts and the installation's configuration by click, in both languages, against the real program.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed class TenantPagesTests(AccountRun run) : IClassFixture<AccountRun>
{
    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task A_tenant_is_made_changed_beside_somebody_else_closed_and_opened_again(string language, string theme)
    {
        await using var visit = await VisitAsync(language, theme);
        var (page, words, id) = (visit.Page, new ConsoleTexts(language), $"norte-{language}".ToLowerInvariant());
        await page.GotoAsync("/tenants");
        await Button(page, words["tenants.add"]).First.ClickAsync();
        var form = page.GetByRole(AriaRole.Region, new() { Name = words["tenants.newTitle"], Exact = true });
        await form.GetByLabel(words["tenants.name"], new() { Exact = true }).FillAsync($"Norte {language}");
        await form.GetByLabel(words["tenants.id"], new() { Exact = true }).FillAsync("platform");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.GetByLabel(words["tenants.id"], new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await form.GetByLabel(words["tenants.id"], new() { Exact = true }).FillAsync(id);
        await Button(form, words["tenants.create"]).ClickAsync();

        var detail = page.GetByRole(AriaRole.Region, new() { Name = $"Norte {language}", Exact = true });
        await Assertions.Expect(detail.GetByRole(AriaRole.Row, new() { Name = words["tenants.limitNames.max_burst_size"] })).ToContainTextAsync($"20{words["tenants.ofPlan"]}");
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await Button(detail, words["tenants.edit"]).ClickAsync();
        var editing = page.GetByRole(AriaRole.Region, new() { Name = words["tenants.editTitle", ("name", id)], Exact = true });
        await editing.GetByLabel(words["tenants.limitNames.max_burst_size"]).FillAsync("55");
        using (var administrator = await run.LoginAsync(AccountRun.AdminEmail, AccountRun.Password))
        {
            Assert.True((await administrator.PutAsJsonAsync($"/api/tenants/{id}", new { plan = "basic" })).IsSuccessStatusCode);
        }

        await Button(editing, words["tenants.save"]).ClickAsync();
        await Button(editing, words["editing.readAgain"]).ClickAsync();
        await Assertions.Expect(editing.GetByLabel(words["tenants.plan"], new() { Exact = true })).ToHaveValueAsync("basic");
        await Button(editing, words["tenants.save"]).ClickAsync();
        await Assertions.Expect(detail.GetByRole(AriaRole.Row, new() { Name = words["tenants.limitNames.max_burst_size"] })).ToContainTextAsync($"55{words["tenants.own"]}");
        await Assertions.Expect(detail.GetByRole(AriaRole.Row, new() { Name = words["tenants.limitNames.max_requests_per_second"] })).ToContainTextAsync($"100{words["tenants.ofPlan"]}");

        await Button(detail, words["tenants.close"]).ClickAsync();
        await Button(page.GetByRole(AriaRole.Dialog), words["tenants.close"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Norte {language}", Exact = true })).ToHaveCountAsync(0);
        await page.GetByLabel(words["tenants.closedToo"]).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Norte {language}", Exact = true }).ClickAsync();
        await Button(detail, words["tenants.reopen"]).ClickAsync();
        await Button(page.GetByRole(AriaRole.Dialog), words["tenants.reopen"]).ClickAsync();
        await Assertions.Expect(detail).ToContainTextAsync(words["tenants.isActive"]);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task A_host_shows_its_record_and_serves_once_it_is_given(string language, string theme)
    {
        var (words, id) = (new ConsoleTexts(language), $"loja-{language}".ToLowerInvariant());
        var host = $"www.{id}.example.com";
        using var administrator = await run.LoginAsync(AccountRun.AdminEmail, AccountRun.Password);
        Assert.True((await administrator.PostAsJsonAsync("/api/tenants", new { id, name = id })).IsSuccessStatusCode);
        Assert.True((await administrator.PostAsJsonAsync($"/api/pools?tenant={id}", new { name = "web", backends = new[] { new { address = "203.0.113.5:80" } } })).IsSuccessStatusCode);
        await using var visit = await VisitAsync(language, theme);
        var page = visit.Page;
        await page.GotoAsync($"/gateway/routes?edit=new&of={id}");
        await page.GetByLabel(words["routes.host"], new() { Exact = true }).FillAsync(host);
        await page.GetByLabel(words["routes.pool"], new() { Exact = true }).SelectOptionAsync("web");
        await Button(page, words["routes.save"]).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = words["editing.proveHost"] }).ClickAsync();
        await Button(page, words["editing.leave"]).ClickAsync();

        var form = page.GetByRole(AriaRole.Region, new() { Name = words["hosts.addTitle"], Exact = true });
        await Assertions.Expect(form.GetByLabel(words["hosts.tenant"])).ToHaveValueAsync(id);
        await form.GetByLabel(words["hosts.host"], new() { Exact = true }).FillAsync("https://" + host);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.GetByText(language == "en" ? "is a host alone, without scheme and path" : "escreva só o host, sem https:// e sem caminho")).ToBeVisibleAsync();
        await form.GetByLabel(words["hosts.host"], new() { Exact = true }).FillAsync(host);
        await page.Keyboard.PressAsync("Enter");
        var detail = page.GetByRole(AriaRole.Region, new() { Name = host, Exact = true });
        await Assertions.Expect(detail.GetByLabel(words["hosts.recordName"], new() { Exact = true })).ToHaveValueAsync($"_farol-challenge.{host}");
        using var claim = JsonDocument.Parse(await administrator.GetStringAsync($"/api/hosts/{host}?tenant={id}"));
        var value = claim.RootElement.GetProperty("record").GetProperty("value").GetString()!;
        await Assertions.Expect(detail.GetByLabel(words["hosts.recordValue"], new() { Exact = true })).ToHaveValueAsync(value);
        await Assertions.Expect(detail).ToContainTextAsync(words["hosts.pending"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await Button(detail, words["hosts.approve"]).ClickAsync();
        await Button(page.GetByRole(AriaRole.Dialog), words["hosts.approve"]).ClickAsync();
        await Assertions.Expect(detail).ToContainTextAsync(words["hosts.provenByPlatform"]);
        Assert.True((await administrator.PostAsJsonAsync($"/api/routes?tenant={id}", new { host, pool = "web" })).IsSuccessStatusCode);
        await Button(detail, words["hosts.release"]).ClickAsync();
        await Button(page.GetByRole(AriaRole.Dialog), words["hosts.release"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = host, Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task The_configuration_is_tried_mended_at_its_line_and_saved_beside_somebody_else(string language, string theme)
    {
        var (words, name, other) = (new ConsoleTexts(language), $"tried-{language}".ToLowerInvariant(), $"other-{language}".ToLowerInvariant());
        var backends = new[] { new { address = "203.0.113.10:80" } };
        using var administrator = await run.LoginAsync(AccountRun.AdminEmail, AccountRun.Password);
        Assert.True((await administrator.PostAsJsonAsync("/api/pools", new { name = other, backends })).IsSuccessStatusCode);
        await using var visit = await VisitAsync(language, theme);
        var page = visit.Page;
        await page.GotoAsync("/settings");
        await Button(page, words["settings.edit"]).ClickAsync();
        var area = page.GetByRole(AriaRole.Textbox, new() { Name = words["settings.configuration"] });
        var before = await area.InputValueAsync();
        string Text(string algorithm) => before.Replace("pools:\n", $"pools:\n- name: {name}\n  algorithm: {algorithm}\n  backends:\n  - address: 203.0.113.9:80\n", StringComparison.Ordinal);
        await area.FillAsync(Text("fastest"));
        await Button(page, words["editing.preview"]).ClickAsync();
        var line = Text("fastest").Split('\n').ToList().IndexOf("  algorithm: fastest") + 1;
        await Assertions.Expect(Button(page, words["settings.line", ("line", $"{line}")])).ToBeVisibleAsync();
        Assert.Equal("  algorithm: fastest", await area.EvaluateAsync<string>("(area) => area.value.slice(area.selectionStart, area.selectionEnd)"));
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await area.FillAsync(Text("least_conn"));
        await Button(page, words["editing.preview"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = words["editing.differences"] })).ToContainTextAsync($"pool {name}");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = words["sideBySide.difference"] })).ToContainTextAsync("algorithm: least_conn");
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.True((await administrator.PutAsJsonAsync($"/api/pools/{other}", new { algorithm = "ip_hash", backends })).IsSuccessStatusCode);

        await Button(page, words["settings.save"]).ClickAsync();
        await Button(page, words["editing.readAgain"]).ClickAsync();
        await Assertions.Expect(page.GetByText(words["settings.merged"])).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = words["nav.tenants"], Exact = true }).ClickAsync();
        await Button(page.GetByRole(AriaRole.Dialog), words["action.cancel"]).ClickAsync();
        await Button(page, words["settings.save"]).ClickAsync();
        await Assertions.Expect(page.GetByText(words["settings.saved", ("revision", "")].Split(',')[0].TrimEnd())).ToBeVisibleAsync();
        Assert.Equal(("least_conn", "ip_hash"), (await AlgorithmAsync(administrator, name), await AlgorithmAsync(administrator, other)));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task An_owner_names_the_own_tenant_and_sees_no_other(string language, string theme)
    {
        var words = new ConsoleTexts(language);
        await using var visit = await run.Browser.VisitAsync(run.Address, language, theme);
        var page = visit.Page;
        var registered = await page.Context.APIRequest.PostAsync("/api/auth/register?cookie=true", new()
        {
            DataObject = new { email = $"dono-{language}@sul.example".ToLowerInvariant(), password = AccountRun.Password, first_name = "", last_name = "", tenant_name = $"Sul {language}" },
            Headers = new Dictionary<string, string> { ["X-Farol-Request"] = "console" },
        });
        Assert.True(registered.Ok, await registered.TextAsync());
        await page.GotoAsync("/tenants");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Sul {language}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).Not.ToHaveCountAsync(0);
        await Assertions.Expect(Button(page, words["tenants.add"])).ToHaveCountAsync(0);
        await Button(page, words["tenants.edit"]).ClickAsync();
        await Assertions.Expect(page.GetByText(words["tenants.restIsPlatforms"])).ToBeVisibleAsync();
        await page.GetByLabel(words["tenants.name"], new() { Exact = true }).FillAsync($"Sul Fibra {language}");
        await Button(page, words["tenants.save"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = $"Sul Fibra {language}", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/settings");
        await Assertions.Expect(page.GetByText(words["settings.needsPlatform"])).ToBeVisibleAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.Empty(visit.Complaints);
    }

    private static async Task<string?> AlgorithmAsync(HttpClient administrator, string pool)
    {
        using var body = JsonDocument.Parse(await administrator.GetStringAsync($"/api/pools/{pool}"));
        return body.RootElement.GetProperty("algorithm").GetString();
    }

    private async Task<Visit> VisitAsync(string language, string theme)
    {
        var visit = await run.Browser.VisitAsync(run.Address, language, theme);
        var answer = await visit.Page.Context.APIRequest.PostAsync("/api/auth/login?cookie=true", new()
        {
            DataObject = new { email = AccountRun.AdminEmail, password = AccountRun.Password },
            Headers = new Dictionary<string, string> { ["X-Farol-Request"] = "console" },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        return visit;
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
