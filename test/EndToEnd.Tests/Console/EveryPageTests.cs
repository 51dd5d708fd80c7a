using System.Text.Json;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>What holds for every page, taken from the console's own routes so that a new one cannot be forgotten.</summary>
public sealed class EveryPageTests(Walk walk) : IClassFixture<Walk>
{
    private const int MaxTabs = 400;

    /// <summary>Interactive things that a person sees and that are not switched off. Of radio buttons of one name the keyboard reaches one.</summary>
    private const string Controls = """
        () => {
          const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter((e) => seen(e) && !e.disabled && e.tabIndex >= 0 && e.closest('[inert], [aria-hidden=true]') === null)
            .filter((e) => e.type !== 'radio' || e.checked);
          all.forEach((e, i) => e.dataset.walk = String(i));
          return all.map((e) => e.outerHTML.slice(0, 120));
        }
        """;

    private const string Focused = """
        () => {
          const e = document.activeElement;
          const style = getComputedStyle(e);
          const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none' || e.matches('[role=combobox], [role=dialog]');
          return { at: e.dataset.walk ?? null, marked, body: e === document.body, html: e.outerHTML.slice(0, 120) };
        }
        """;

    private const string KeysForTexts = """
        (keys) => {
          const looks = new RegExp(`^(${keys.join('|')})(\\.[A-Za-z0-9_]+)+$`);
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) texts.push(walker.currentNode.data.trim());
          for (const e of document.querySelectorAll('*')) for (const a of ['aria-label', 'title', 'placeholder', 'alt']) if (e.hasAttribute(a)) texts.push(e.getAttribute(a));
          return texts.filter((text) => looks.test(text));
        }
        """;

    public static TheoryData<string, string, int> Looks { get; } = new()
    {
        { "dark", "pt-BR", 1440 },
        { "light", "en", 1440 },
        { "dark", "en", 390 },
        { "light", "pt-BR", 390 },
    };

    [Theory, Trait(TestMarks.Duration, TestMarks.Long)]
    [MemberData(nameof(Looks))]
    public async Task A_page_has_one_heading_fits_its_window_and_offends_nobody(string theme, string language, int width)
    {
        var keys = await TopKeysAsync();
        await using var visit = await walk.StartAsync(language, theme, width);
        var faults = new List<string>();
        var addresses = await Walk.AddressesAsync(visit.Page);
        Assert.True(addresses.Count >= 11, $"the router named {addresses.Count} pages");
        foreach (var address in addresses)
        {
            var before = visit.Complaints.Count;
            try
            {
                await Walk.GoAsync(visit.Page, address);
            }
            catch (Exception slow) when (slow is TimeoutException or PlaywrightException)
            {
                faults.Add($"{address}: did not come to stand: {slow.Message.Split('\n')[0]}");
                continue;
            }

            var headings = await visit.Page.Locator("h1").CountAsync();
            AddUnless(faults, headings == 1, $"{address}: {headings} headings of the first level");
            var over = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            AddUnless(faults, over <= 0, $"{address}: {over} px wider than its window");
            var missing = await visit.Page.EvaluateAsync<string[]>(KeysForTexts, keys);
            AddUnless(faults, missing.Length == 0, $"{address}: keys instead of texts: {string.Join(", ", missing)}");
            var violations = await visit.FindAxeViolationsAsync();
            AddUnless(faults, violations.Length == 0, $"{address}: {violations}");
            faults.AddRange(visit.Complaints.Skip(before).Select(complaint => $"{address}: {complaint}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact, Trait(TestMarks.Duration, TestMarks.Long)]
    public async Task The_keyboard_reaches_every_control_and_shows_where_it_is()
    {
        await using var visit = await walk.StartAsync("pt-BR", "dark", 1440);
        var faults = new List<string>();
        foreach (var address in await Walk.AddressesAsync(visit.Page))
        {
            await Walk.GoAsync(visit.Page, address);
            await visit.Page.EvaluateAsync("() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }");
            var controls = await visit.Page.EvaluateAsync<string[]>(Controls);
            var reached = new HashSet<int>();
            for (var tab = 0; tab < MaxTabs && reached.Count < controls.Length; tab++)
            {
                await visit.Page.Keyboard.PressAsync("Tab");
                var focused = await visit.Page.EvaluateAsync<JsonElement>(Focused);
                if (focused.GetProperty("at").GetString() is { } at)
                {
                    reached.Add(int.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
                }

                AddUnless(faults, focused.GetProperty("body").GetBoolean() || focused.GetProperty("marked").GetBoolean(), $"{address}: focus is not seen on {focused.GetProperty("html").GetString()}");
            }

            // A live page takes rows away and brings others; what went meanwhile is not asked of.
            var left = await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-walk]')].filter((e) => e.isConnected).map((e) => e.dataset.walk)");
            faults.AddRange(controls.Select((html, index) => (html, index))
                .Where(c => !reached.Contains(c.index) && left.Contains($"{c.index}"))
                .Select(c => $"{address}: the keyboard does not reach {c.html}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    private static void AddUnless(List<string> faults, bool isWell, string fault)
    {
        if (!isWell)
        {
            faults.Add(fault);
        }
    }

    /// <summary>The first parts of all keys, from the texts themselves: host names have dots too.</summary>
    private static async Task<string[]> TopKeysAsync()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.File("web", "src"), "pt-BR.json", SearchOption.AllDirectories))
        {
            using var texts = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            keys.UnionWith(texts.RootElement.EnumerateObject().Select(p => p.Name));
        }

        return [.. keys];
    }
}
