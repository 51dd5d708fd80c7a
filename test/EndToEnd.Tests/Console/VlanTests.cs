using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>Subscribers by VLAN, asked of the router by an operator, in both languages.</summary>
[Trait(TestMarks.Duration, TestMarks.Long)]
public sealed class VlanTests(SecurityRun run) : IClassFixture<SecurityRun>
{
    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task The_router_is_asked_when_the_button_is_pressed_and_a_vlan_leads_to_its_interfaces(string language, string theme)
    {
        await using var visit = await run.VisitAsync(language, theme);
        var (page, words) = (visit.Page, new ConsoleTexts(language));
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/api/subscribers/vlans", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync("/monitor/subscribers");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = words["vlans.title"], Exact = true });
        await Assertions.Expect(panel).ToContainTextAsync(words["vlans.notAsked"]);
        Assert.Equal(0, asked);
        await panel.GetByRole(AriaRole.Button, new() { Name = words["vlans.ask"] }).ClickAsync();
        var table = panel.GetByRole(AriaRole.Group, new() { Name = words["vlans.title"], Exact = true });
        var first = table.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Button).First;
        var vlan = await first.InnerTextAsync();
        await first.ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = words["vlans.byInterface", ("vlan", vlan)] })).ToContainTextAsync($".{vlan}");
        Assert.Equal(2, asked);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        Assert.Empty(visit.Complaints);
    }
}
