using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>Certificates, security, alerts, audit and system, each flow in both languages.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed class SecurityPagesTests(SecurityRun run) : IClassFixture<SecurityRun>
{
    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task A_certificate_is_uploaded_shown_replaced_and_deleted(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words, host) = (visit.Page, new ConsoleTexts(language), $"{language}.example.com".ToLowerInvariant());
        var (certificate, key) = Make(host);
        await page.GotoAsync("/gateway/certificates");
        await Button(page, words["certificates.upload"]).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(words["certificates.chain"]).FillAsync(certificate);
        await dialog.GetByLabel(words["certificates.key"]).FillAsync(Make(host).Key);
        await Button(dialog, words["certificates.upload"]).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel(words["certificates.key"])).ToHaveAttributeAsync("aria-invalid", "true");

        await dialog.GetByLabel(words["certificates.key"]).FillAsync(key);
        await Button(dialog, words["certificates.upload"]).ClickAsync();
        var detail = page.GetByRole(AriaRole.Region, new() { Name = host, Exact = true });
        await Assertions.Expect(detail).ToContainTextAsync(words["certificates.has"]);
        Assert.DoesNotContain("PRIVATE KEY", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        var before = await detail.InnerTextAsync();
        await Button(detail, words["certificates.replace"]).ClickAsync();
        var (renewed, renewedKey) = Make(host);
        await dialog.GetByLabel(words["certificates.chain"]).FillAsync(renewed);
        await dialog.GetByLabel(words["certificates.key"]).FillAsync(renewedKey);
        await Button(dialog, words["certificates.replace"]).ClickAsync();
        await Assertions.Expect(detail).Not.ToHaveTextAsync(before);

        await Button(detail, words["certificates.delete"]).ClickAsync();
        await Button(dialog, words["certificates.delete"]).ClickAsync();
        await Assertions.Expect(page.GetByText(words["certificates.none"])).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task An_event_comes_live_and_an_address_is_blocked_changed_and_let_in_again(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        await page.GotoAsync("/gateway/security?rule=login.failed");
        await IsLiveAsync(page, words["security.events"], words["securityEvent.isLive"]);
        var events = page.GetByRole(AriaRole.Group, new() { Name = words["security.events"] });
        using var refused = await run.Program.Http.PostAsJsonAsync("/api/auth/login", new { email = $"nobody@{language}.example.com", password = "wrong" });
        await events.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = words["securityEvent.event"], Exact = true })).ToContainTextAsync("login.failed");
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await Button(page, words["blocks.addTitle"]).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(words["blocks.network"]).FillAsync("127.0.0.1");
        await Button(dialog, words["blocks.add"]).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel(words["blocks.force"])).ToBeVisibleAsync();
        await dialog.GetByLabel(words["blocks.network"]).FillAsync("203.0.113.0/24");
        await Button(dialog, words["blocks.add"]).ClickAsync();
        await Button(page, words["blocks.editOne", ("network", "203.0.113.0/24")]).ClickAsync();
        await dialog.GetByLabel(words["blocks.network"]).FillAsync("203.0.113.0/25");
        await Button(dialog, words["blocks.save"]).ClickAsync();
        await Button(page, words["blocks.removeOne", ("network", "203.0.113.0/25")]).ClickAsync();
        await Button(dialog, words["blocks.remove"]).ClickAsync();
        await Assertions.Expect(page.GetByText(words["blocks.none"])).ToBeVisibleAsync();

        await AuditTellsAsync(page, words, visit);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task An_alert_comes_live_and_somebody_looks_after_it(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words, name) = (visit.Page, new ConsoleTexts(language), $"Disk{language.Replace("-", "", StringComparison.Ordinal)}");
        await page.GotoAsync("/system/alerts?status=firing");
        await IsLiveAsync(page, words["alerts.title"], words["alerts.isLive"]);
        await run.SendAlertAsync(name);
        await Button(page, name).ClickAsync();
        await Button(page, words["alerts.acknowledge"]).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(words["alerts.comment"]).FillAsync("on my way");
        await Button(dialog, words["alerts.acknowledge"]).ClickAsync();
        var detail = page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });
        await Assertions.Expect(detail).ToContainTextAsync("on my way");
        await Button(detail, words["alerts.silence"]).ClickAsync();
        await Button(dialog, words["alerts.silence"]).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("FAROL_ALERTMANAGER_URL");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task The_system_shows_its_gateway_its_store_and_its_log(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        await page.GotoAsync("/system");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = words["status.gateways"] })).ToContainTextAsync(words["status.upToDate"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = words["status.store"] })).ToContainTextAsync(run.Program.Database.Count == 0 ? "SQLite" : "PostgreSQL");
        await page.GetByLabel(words["status.component"]).FillAsync("Migrator");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(run.Console, "/system?component=Migrator").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = words["status.logs"] })).ToContainTextAsync("a new schema of");
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.Empty(visit.Complaints);
    }

    /// <summary>What was done to the block stands there, with what changed; and the chain holds.</summary>
    private static async Task AuditTellsAsync(IPage page, ConsoleTexts words, Visit visit)
    {
        await page.GotoAsync("/system/audit?action=block.");
        var table = page.GetByRole(AriaRole.Group, new() { Name = words["audit.title"] });
        await Assertions.Expect(table).ToContainTextAsync("block.delete");
        await table.GetByRole(AriaRole.Row).Filter(new() { HasText = "block.create" }).First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Insertion).Filter(new() { HasText = "203.0.113.0" })).ToBeVisibleAsync();
        await Button(page, words["audit.verify"]).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = words["audit.chain"] })).ToContainTextAsync(words["audit.intact"]);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
    }

    private static Task IsLiveAsync(IPage page, string panel, string word) =>
        Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = panel, Exact = true }).GetByText(word, new() { Exact = true })).ToBeVisibleAsync();

    private static (string Certificate, string Key) Make(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(90));
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
