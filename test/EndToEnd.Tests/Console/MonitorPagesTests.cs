using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Tests.Running;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>The monitor's pages as an operator goes through them: from the curve to one port and back, exports, the wall.</summary>
public sealed partial class MonitorPagesTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
    public static TheoryData<string> Details { get; } =
        ["/monitor/interfaces/Eth-Trunk1", "/monitor/system/slots/9", "/monitor/subscribers/domains/isp.com.br", "/monitor?kiosk=1"];

    [Theory]
    [MemberData(nameof(Details))]
    public async Task A_detail_fits_a_phone_and_offends_neither_axe_nor_the_policy(string page)
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

    [Theory]
    [InlineData("pt-BR", "Voltar à lista")]
    [InlineData("en", "Back to the list")]
    public async Task From_the_list_to_a_port_and_back_with_the_filter_kept(string language, string back)
    {
        await using var visit = await run.Browser.VisitAsync(run.Address, language);
        await visit.Page.GotoAsync("/monitor/interfaces?filter=Eth-Trunk1");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Eth-Trunk1", Exact = true }).ClickAsync();

        var detail = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Eth-Trunk1", Exact = true });
        await Assertions.Expect(detail.GetByText("Gbit/s").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("Eth-Trunk1");
        await Assertions.Expect(detail.GetByRole(AriaRole.Link, new() { Name = back })).ToBeVisibleAsync();

        await visit.Page.GoBackAsync();
        await Assertions.Expect(detail).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page).ToHaveURLAsync(ListWithFilter());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_table_and_a_curve_are_exported_and_say_that_they_are_simulated()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.GotoAsync("/monitor/interfaces");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Eth-Trunk1", Exact = true })).ToBeVisibleAsync();
        var table = await visit.SaveAsync(visit.Page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }));
        var lines = table.Text.Split("\r\n");
        Assert.StartsWith("name,status,protocol,description,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",simulated", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..^1], line => Assert.EndsWith(",true", line, StringComparison.Ordinal));
        Assert.Contains("SIMULATED", table.Name, StringComparison.Ordinal);

        await visit.Page.GotoAsync("/monitor?range=1h");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        var curve = await visit.SaveAsync(visit.Page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }).First);
        Assert.StartsWith("time,online_total,simulated\r\n20", curve.Text, StringComparison.Ordinal);
        var picture = await visit.SaveAsync(visit.Page.GetByRole(AriaRole.Button, new() { Name = "PNG", Exact = true }));
        Assert.EndsWith(".png", picture.Name, StringComparison.Ordinal);
        Assert.StartsWith("\u0089PNG", picture.Text, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_stretch_drawn_over_stands_in_the_address_and_a_double_click_leads_out()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.GotoAsync("/monitor?range=1h");
        var box = (await visit.Page.Locator(".u-over").BoundingBoxAsync())!;
        var middle = box.Y + (box.Height / 2);
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), middle);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.7f), middle, new() { Steps = 5 });
        await visit.Page.Mouse.UpAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Zoomed());
        await visit.Page.Locator(".u-over").DblClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(WholeHour());
    }

    [Fact]
    public async Task A_wall_goes_round_its_pages_and_escape_leaves_it()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        await visit.Page.GotoAsync("/monitor?kiosk=1&every=5&pages=/monitor,/routers");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "SIMULADO" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Roteadores", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Visão geral", Level = 1 })).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page).Not.ToHaveURLAsync(Wall());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Yesterday_and_last_week_are_on_the_curve_once_the_store_has_them_and_not_before()
    {
        await using var program = await ConsoleRun.StartProgramAsync();
        await using var visit = await run.Browser.VisitAsync(new Uri($"http://127.0.0.1:{program.Port}"));
        await visit.Page.GotoAsync("/monitor?range=1h");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("ontem", new() { Exact = true })).ToHaveCountAsync(0);

        await WriteDaysAgoAsync(program, 1);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByText("ontem", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("semana passada", new() { Exact = true })).ToHaveCountAsync(0);

        await WriteDaysAgoAsync(program, 7);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByText("semana passada", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    /// <summary>By another program than ours, as a restored backup would put it there.</summary>
    private static async Task WriteDaysAgoAsync(FarolProcess program, int days)
    {
        const string Script = """
            import sqlite3, sys, time
            store = sqlite3.connect(sys.argv[1], timeout=30)
            series = store.execute("SELECT id FROM history_series WHERE name = 'online_total'").fetchone()[0]
            start = (int(time.time()) - int(sys.argv[2]) * 86400 - 3600) * 1000
            store.executemany("INSERT OR IGNORE INTO history_sample (series_id, at_ms, value) VALUES (?, ?, 1000)", [(series, start + n * 60000) for n in range(120)])
            store.commit()
            """;
        var file = Directory.EnumerateFiles(program.Folder, "history.db", SearchOption.AllDirectories).Single();
        using var python = Process.Start("python3", ["-c", Script, file, days.ToString(CultureInfo.InvariantCulture)]);
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
    }

    [GeneratedRegex("/monitor/interfaces\\?filter=Eth-Trunk1$")]
    private static partial Regex ListWithFilter();

    [GeneratedRegex("from=\\d+&to=\\d+")]
    private static partial Regex Zoomed();

    [GeneratedRegex("/monitor\\?range=1h$")]
    private static partial Regex WholeHour();

    [GeneratedRegex("kiosk")]
    private static partial Regex Wall();
}
