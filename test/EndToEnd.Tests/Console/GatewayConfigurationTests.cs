using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Functional.Tests.Control;
using Functional.Tests.Running;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>The gateway configured by click, in both languages; what requests through it answer is the proof.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed class GatewayConfigurationTests(SecurityRun run) : IClassFixture<SecurityRun>
{
    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task A_pool_and_a_route_are_made_tested_changed_and_gone_back_from(string language, string theme)
    {
        await using var first = await NamedBackend.StartAsync("first");
        await using var second = await NamedBackend.StartAsync("second");
        await using var visit = await run.VisitAsync(language, theme);
        using var gateway = new GatewayClient(run.Program);
        using var administrator = await LoginAsync();
        var flow = new Flow(visit, new ConsoleTexts(language), $"shop-{language}".ToLowerInvariant(), $"{language}.shop.example".ToLowerInvariant());

        await flow.MakePoolAsync(first.Loopback);
        await flow.MakeRouteAsync();
        await flow.AskTesterAsync($"{flow.Pool}/{first.Loopback}");
        Assert.Equal("first", await gateway.AskAsync(flow.Host));
        var revision = await RevisionAsync(administrator);

        await flow.AddBackendAsync(second.Loopback);
        await Eventually.True(async () => (await gateway.AskAsync(flow.Host, 4)).Count == 2, "both backends answer");

        await flow.PreviewWeightAsync(second.Loopback, "1", "9");
        Assert.Equal(1, await WeightAsync(administrator, flow.Pool, second.Loopback));
        await flow.SaveAsync("pool.save");
        await Assertions.Expect(visit.Page.GetByText(flow.Words["pool.weightIs", ("weight", "9")])).ToBeVisibleAsync();
        Assert.Equal(9, await WeightAsync(administrator, flow.Pool, second.Loopback));
        await Eventually.True(async () => (await gateway.AskAsync(flow.Host, 20)).GetValueOrDefault("second") >= 17, "nine of ten are answered by the second");

        await flow.GoBackAsync(revision);
        await Eventually.True(async () => (await gateway.AskAsync(flow.Host, 20)).GetValueOrDefault("first") == 20, "the first alone answers again");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task Who_edits_what_somebody_else_changed_is_told_and_loses_nothing(string language, string theme)
    {
        await using var backend = await NamedBackend.StartAsync("only");
        await using var visit = await run.VisitAsync(language, theme);
        using var administrator = await LoginAsync();
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        var pool = $"contested-{language}".ToLowerInvariant();
        using var made = await administrator.PostAsJsonAsync("/api/pools", new { name = pool, backends = new[] { new { address = backend.Loopback } } });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        await page.GotoAsync($"/gateway/pools?pool={pool}&edit=pool");
        await page.GetByLabel(words["pool.algorithm"]).SelectOptionAsync("least_conn");
        using (var theirs = await administrator.PutAsJsonAsync($"/api/pools/{pool}", new { health_check = new { kind = "http", path = "/theirs" } }))
        {
            Assert.True(theirs.IsSuccessStatusCode, await theirs.Content.ReadAsStringAsync());
        }

        var form = page.GetByRole(AriaRole.Region, new() { Name = words["pool.editTitle", ("name", pool)] });
        await form.GetByRole(AriaRole.Button, new() { Name = words["pool.save"], Exact = true }).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync(words["editing.stale"]);
        await Assertions.Expect(form.GetByRole(AriaRole.Button, new() { Name = words["pool.save"], Exact = true })).ToBeDisabledAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.NotEqual("least_conn", (await PoolAsync(administrator, pool)).GetProperty("algorithm").GetString());

        await form.GetByRole(AriaRole.Button, new() { Name = words["editing.readAgain"] }).ClickAsync();
        await Assertions.Expect(form.GetByText("health_check.path", new() { Exact = false }).First).ToBeVisibleAsync();
        await Assertions.Expect(form.GetByLabel(words["pool.algorithm"])).ToHaveValueAsync("least_conn");
        await Assertions.Expect(form.GetByLabel(words["check.path"], new() { Exact = true })).ToHaveValueAsync("/theirs");
        await form.GetByRole(AriaRole.Button, new() { Name = words["pool.save"], Exact = true }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        var stored = await PoolAsync(administrator, pool);
        Assert.Equal("least_conn", stored.GetProperty("algorithm").GetString());
        Assert.Equal("/theirs", stored.GetProperty("health_check").GetProperty("path").GetString());
        Assert.Empty(visit.Complaints);
    }

    private async Task<HttpClient> LoginAsync()
    {
        var client = new HttpClient { BaseAddress = run.Console };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await run.Program.TokenAsync(FarolProcess.NewPassword));
        return client;
    }

    private static async Task<long> RevisionAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/config/revisions?page_size=1")).GetProperty("items")[0].GetProperty("number").GetInt64();

    private static Task<JsonElement> PoolAsync(HttpClient client, string pool) => client.GetFromJsonAsync<JsonElement>($"/api/pools/{pool}");

    private static async Task<int> WeightAsync(HttpClient client, string pool, string address) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/backends?pool={pool}")).EnumerateArray().Single(b => b.GetProperty("address").GetString() == address).GetProperty("weight").GetInt32();

    /// <summary>What a person clicks on the way.</summary>
    private sealed record Flow(Visit Visit, ConsoleTexts Words, string Pool, string Host)
    {
        private IPage Page => Visit.Page;

        public async Task MakePoolAsync(string address)
        {
            await Page.GotoAsync("/gateway/pools");
            await ClickAsync("pool.add");
            await Page.GetByLabel(Words["pool.name"], new() { Exact = true }).FillAsync(Pool);
            await Page.GetByLabel(Words["pool.address"], new() { Exact = true }).FillAsync(address);
            await Page.GetByLabel(Words["pool.algorithm"]).SelectOptionAsync("weighted_round_robin");
            await SaveAsync("pool.save");
            await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = Pool, Exact = true }).GetByRole(AriaRole.Listitem)).ToContainTextAsync(address);
            Assert.Equal("", await Visit.FindAxeViolationsAsync());
        }

        public async Task MakeRouteAsync()
        {
            await Page.GetByRole(AriaRole.Link, new() { Name = Words["pool.makeRoute"] }).ClickAsync();
            await Assertions.Expect(Page.GetByLabel(Words["routes.pool"], new() { Exact = true })).ToHaveValueAsync(Pool);
            await Page.GetByLabel(Words["routes.host"], new() { Exact = true }).FillAsync(Host);
            await SaveAsync("routes.save");
            await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = Words["routes.delete"] })).ToBeVisibleAsync();
            Assert.Equal("", await Visit.FindAxeViolationsAsync());
        }

        public async Task AskTesterAsync(string backend)
        {
            var tester = Page.GetByRole(AriaRole.Region, new() { Name = Words["tester.title"] });
            await tester.GetByLabel(Words["tester.address"]).FillAsync($"{Host}/");
            await Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(tester.GetByText(backend, new() { Exact = true })).ToBeVisibleAsync();
        }

        public async Task AddBackendAsync(string address)
        {
            await Page.GetByRole(AriaRole.Region).GetByRole(AriaRole.Link, new() { Name = Pool, Exact = true }).Last.ClickAsync();
            await ClickAsync("pool.addBackend");
            await Page.GetByLabel(Words["pool.address"], new() { Exact = true }).FillAsync(address);
            await SaveAsync("pool.save");
            await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = Words["pool.editOne", ("address", address)] })).ToBeVisibleAsync();
        }

        public async Task PreviewWeightAsync(string address, string before, string after)
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = Words["pool.editOne", ("address", address)] }).ClickAsync();
            await Page.GetByLabel(Words["pool.weight"], new() { Exact = true }).FillAsync(after);
            await ClickAsync("editing.preview");
            var differences = Page.GetByRole(AriaRole.List, new() { Name = Words["editing.differences"] });
            await Assertions.Expect(differences.GetByRole(AriaRole.Deletion)).ToHaveTextAsync(before);
            await Assertions.Expect(differences.GetByRole(AriaRole.Insertion)).ToHaveTextAsync(after);
            Assert.Equal("", await Visit.FindAxeViolationsAsync());
        }

        public async Task GoBackAsync(long revision)
        {
            var number = revision.ToString(CultureInfo.InvariantCulture);
            await Page.GotoAsync("/gateway/revisions");
            await Page.GetByRole(AriaRole.Link, new() { Name = number, Exact = true }).ClickAsync();
            await Page.GetByRole(AriaRole.Button, new() { Name = Words["revisions.rollBack", ("number", number)] }).ClickAsync();
            var dialog = Page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog.GetByRole(AriaRole.List, new() { Name = Words["editing.differences"] })).ToContainTextAsync(Pool);
            Assert.Equal("", await Visit.FindAxeViolationsAsync());
            await dialog.GetByRole(AriaRole.Button, new() { Name = Words["revisions.rollBackDo"], Exact = true }).ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
            await Assertions.Expect(Page.GetByText(Words["revisions.backTo", ("number", number)]).First).ToBeVisibleAsync();
        }

        public Task SaveAsync(string key) => ClickAsync(key);

        private Task ClickAsync(string key) => Page.GetByRole(AriaRole.Button, new() { Name = Words[key], Exact = true }).First.ClickAsync();
    }
}
