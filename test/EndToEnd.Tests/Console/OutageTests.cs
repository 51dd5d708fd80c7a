using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>The server is away for twenty seconds, and what the page says, goes on with, and has lost.</summary>
public sealed class OutageTests
{
    private const int OutageSeconds = 20;

    /// <summary>Language, and the port: the monitor's, where the page hears one view, or the console's, where it hears several on one socket.</summary>
    public static TheoryData<string, bool> Places { get; } = new() { { "pt-BR", false }, { "en", true } };

    [Theory, Trait(TestMarks.Duration, TestMarks.Long)]
    [MemberData(nameof(Places))]
    public async Task A_page_that_was_cut_off_goes_on_where_it_was_and_loses_nothing(string language, bool onConsolePort)
    {
        await using var browser = await Chromium.StartAsync();
        await using var program = await ConsoleRun.StartProgramAsync();
        await using var wire = new Wire(onConsolePort ? program.ConsolePort : program.Port);
        await using var visit = await browser.VisitAsync(wire.Address, language);
        var words = new ConsoleTexts(language);
        await OpenAsync(visit, words);

        wire.Cut();
        await SaysThatItIsOldAsync(visit.Page, words);
        wire.Mend();
        await IsLiveAsync(visit.Page, words);

        var heard = await Heard.ReadAsync(visit.Page);
        var (before, after) = AroundTheOutage(heard);
        var position = before.Where(h => h.IsPublication).MaxBy(h => h.Seq)!;
        // The address names the first channel's position, a subscription that of every other.
        Assert.Equal($"{position.Epoch}:{position.Seq}", after.First(h => onConsolePort ? h is { Kind: "sent", Type: "subscribe" } : h.Kind == "socket").Since);
        Assert.All(after.Where(h => h.IsPublication), h => Assert.Equal(position.Epoch, h.Epoch));
        var numbers = after.Where(h => h.IsPublication).Select(h => h.Seq!.Value).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => position.Seq!.Value + n), numbers);

        var readings = after.Where(h => h.IsReading).ToList();
        Assert.True(readings.Count >= OutageSeconds / 2, $"{readings.Count} readings were caught up with");
        await CurveHasAsync(visit, readings);
    }

    [Theory, Trait(TestMarks.Duration, TestMarks.Long)]
    [MemberData(nameof(Places))]
    public async Task A_page_whose_server_was_started_anew_goes_on_by_itself(string language, bool onConsolePort)
    {
        using var folder = new TemporaryFolder();
        await using var browser = await Chromium.StartAsync();
        await using var first = await ConsoleRun.StartProgramAsync(folder: folder.Path);
        await using var visit = await browser.VisitAsync(Address(onConsolePort ? first.ConsolePort : first.Port), language);
        var words = new ConsoleTexts(language);
        await OpenAsync(visit, words);

        Assert.Equal(0, await first.InterruptAsync(TimeSpan.FromSeconds(10)));
        await SaysThatItIsOldAsync(visit.Page, words);
        await using var second = await ConsoleRun.StartProgramAsync(
            Text(first.Port), folder.Path, new Dictionary<string, string> { ["CONSOLE_PORT"] = Text(first.ConsolePort) });
        await IsLiveAsync(visit.Page, words);
        await Eventually.True(async () => AroundTheOutage(await Heard.ReadAsync(visit.Page)).After.Count(h => h.IsReading) > 2, "readings of the new start are heard", TimeSpan.FromSeconds(30));

        // Another epoch: what the page knew is replaced, and nothing of it comes again.
        var heard = await Heard.ReadAsync(visit.Page);
        var (before, after) = AroundTheOutage(heard);
        Assert.Empty(after.Where(h => h.IsPublication).Select(h => h.Epoch).Intersect(before.Where(h => h.IsPublication).Select(h => h.Epoch)));
        await CurveHasAsync(visit, [.. after.Where(h => h.IsReading).DistinctBy(h => h.TakenAt)]);
        await Assertions.Expect(visit.Page.GetByText(words["shell.newBuild"])).ToHaveCountAsync(0);
    }

    [Fact, Trait(TestMarks.Duration, TestMarks.Long)]
    public async Task A_server_of_another_build_offers_its_own_page()
    {
        using var folder = new TemporaryFolder();
        var (program, entry) = OtherBuild.Make(folder);
        var words = new ConsoleTexts("pt-BR");
        await using var browser = await Chromium.StartAsync();
        await using var first = await ConsoleRun.StartProgramAsync(folder: folder.Path);
        await using var visit = await browser.VisitAsync(Address(first.Port));
        await OpenAsync(visit, words);
        Assert.Equal(0, await first.InterruptAsync(TimeSpan.FromSeconds(10)));

        await using var second = await ConsoleRun.StartProgramAsync(Text(first.Port), folder.Path, program: program);
        var offer = visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = words["shell.newBuild"] });
        await Assertions.Expect(offer).ToBeVisibleAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await offer.GetByRole(AriaRole.Button, new() { Name = words["shell.reload"] }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator($"script[data-code='{entry}']")).ToHaveCountAsync(1);
        await IsLiveAsync(visit.Page, words);
        await Assertions.Expect(offer).ToHaveCountAsync(0);
    }

    private static async Task OpenAsync(Visit visit, ConsoleTexts words)
    {
        await Heard.WriteDownAsync(visit.Page);
        await visit.Page.GotoAsync("/monitor?range=1h");
        await IsLiveAsync(visit.Page, words);
        await Eventually.True(async () => (await Heard.ReadAsync(visit.Page)).Count(h => h.IsReading) > 2, "readings are heard", TimeSpan.FromSeconds(30));
    }

    private static Task IsLiveAsync(IPage page, ConsoleTexts words) =>
        Assertions.Expect(page.Locator("[data-light]").GetByText(words["live.openWithAge", ("age", "")].TrimEnd())).ToBeVisibleAsync();

    /// <summary>Back once the page itself says that the outage has lasted: by the bar, and by the figures, which are dimmed.</summary>
    private static async Task SaysThatItIsOldAsync(IPage page, ConsoleTexts words)
    {
        var lost = words["live.reconnecting"].Split("{{lost}}")[0];
        await Assertions.Expect(page.GetByText(new Regex(Regex.Escape(lost) + $"{OutageSeconds / 10}[0-9] ?s"))).ToBeVisibleAsync();
        var figure = page.Locator("[data-dimmed]").Filter(new() { Has = page.GetByTestId("online-now") });
        await Assertions.Expect(figure.GetByText(new Regex(Regex.Escape(words["state.stale", ("age", "")]) + ".*[12][0-9]"))).ToBeVisibleAsync();
    }

    /// <summary>What was heard before the last socket that was opened, and since, on the monitor's channel.</summary>
    private static (IReadOnlyList<Heard> Before, IReadOnlyList<Heard> After) AroundTheOutage(IReadOnlyList<Heard> heard)
    {
        var ofMonitor = heard.Where(h => h.Channel is null or "monitor").ToList();
        var last = ofMonitor.Last(h => h.Kind == "frame").Socket;
        var first = ofMonitor.First(h => h.Kind == "frame").Socket;
        return ([.. ofMonitor.Where(h => h.Socket == first)], [.. ofMonitor.Where(h => h.Socket == last && last != first)]);
    }

    /// <summary>Each reading is on the curve, once: what is drawn is what is exported, to the second.</summary>
    private static async Task CurveHasAsync(Visit visit, List<Heard> readings)
    {
        var (from, to) = (Second(readings[0].TakenAt!.Value) + 1, Second(readings[^1].TakenAt!.Value) - 1);
        var wanted = readings.Select(h => (At: Second(h.TakenAt!.Value), Total: (decimal?)h.Total)).Where(p => p.At >= from && p.At <= to).ToList();
        var curve = await visit.SaveAsync(visit.Page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }).First);
        var drawn = curve.Text.TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(','))
            .Select(cells => (At: Second(DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture)), Total: cells[1].Length == 0 ? (decimal?)null : decimal.Parse(cells[1], CultureInfo.InvariantCulture)))
            .Where(p => p.At >= from && p.At <= to).ToList();
        Assert.Equal(wanted.Select(p => p.Total), drawn.Select(p => p.Total));
        // What was asked for meanwhile said its age in tenths of a second, so it may lie on the other side of a full one.
        Assert.All(wanted.Zip(drawn), pair => Assert.InRange(pair.First.At - pair.Second.At, -1, 1));
    }

    private static long Second(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static Uri Address(int port) => new($"http://127.0.0.1:{Text(port)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
