using System.Globalization;
using Functional.Tests.Running;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>The program with a router and an administrator who is logged in, for walks over every page that the console has.</summary>
public sealed class Walk : IAsyncLifetime
{
    private const string Email = "admin@farol.local";

    private readonly TemporaryFolder _folder = new();

    internal FarolProcess Program { get; private set; } = null!;

    internal Chromium Browser { get; private set; } = null!;

    internal Uri Console => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Program.ConsolePort}"));

    public async ValueTask InitializeAsync()
    {
        var passwordFile = _folder.File("admin-password");
        await File.WriteAllTextAsync(passwordFile, FarolProcess.NewPassword + "\n");
        Program = await ConsoleRun.StartProgramAsync(folder: _folder.Path, settings: new Dictionary<string, string> { ["FAROL_ADMIN_PASSWORD_FILE"] = passwordFile });
        Browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Program.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A browser in which the administrator is logged in, on the overview.</summary>
    internal async Task<Visit> StartAsync(string language, string theme, int width)
    {
        var visit = await Browser.VisitAsync(Console, language, theme, width, height: width < 500 ? 844 : 900);
        var answer = await visit.Page.Context.APIRequest.PostAsync("/api/auth/login?cookie=true", new()
        {
            DataObject = new { email = Email, password = FarolProcess.NewPassword },
            Headers = new Dictionary<string, string> { ["X-Farol-Request"] = "console" },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        await visit.Page.GotoAsync("/monitor");
        await Assertions.Expect(visit.OnlineNow).ToBeVisibleAsync();
        return visit;
    }

    /// <summary>What opens beside a list, by the part of an address that says it.</summary>
    private static readonly string[] _opened = ["/tenants?tenant=platform", "/tenants?tenant=platform&edit=tenant", "/tenants?edit=new", "/hosts?edit=new"];

    /// <summary>Every address that the console's own router knows, and what opens beside lists. Where an address has a part to fill in, that of the first link that leads there.</summary>
    internal static async Task<IReadOnlyList<string>> AddressesAsync(IPage page)
    {
        var patterns = await page.EvaluateAsync<string[]>("Object.keys(self.__TSR_ROUTER__.routesByPath)");
        var fixedOnes = patterns.Where(p => !p.Contains('$', StringComparison.Ordinal) && p != "/").ToList();
        var addresses = new List<string>([.. fixedOnes, .. _opened]);
        foreach (var pattern in patterns.Where(p => p.Contains('$', StringComparison.Ordinal)))
        {
            addresses.Add(await FilledAsync(page, pattern, fixedOnes));
        }

        // What an address says beside its path makes another page of this one.
        addresses.AddRange(["/start?step=gateway", "/start?step=password", "/start?step=done"]);
        return addresses;
    }

    /// <summary>Without loading the page anew, as a person goes; back when it stands.</summary>
    internal static async Task GoAsync(IPage page, string address)
    {
        await page.EvaluateAsync("(to) => self.__TSR_ROUTER__.history.push(to)", address);
        await page.WaitForFunctionAsync("(to) => self.__TSR_ROUTER__.state.status === 'idle' && self.__TSR_ROUTER__.state.resolvedLocation.pathname === new URL(to, location.origin).pathname", address);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    private static async Task<string> FilledAsync(IPage page, string pattern, List<string> fixedOnes)
    {
        var stem = pattern[..pattern.IndexOf('$', StringComparison.Ordinal)];
        foreach (var parent in fixedOnes.Where(p => stem.StartsWith(p, StringComparison.Ordinal)).OrderByDescending(p => p.Length))
        {
            await GoAsync(page, parent);
            var links = await page.EvaluateAsync<string[]>("(stem) => [...document.querySelectorAll('main a[href]')].map((a) => a.getAttribute('href')).filter((h) => h.startsWith(stem) && h.length > stem.length)", stem);
            var depth = pattern.Count(c => c == '/');
            if (links.FirstOrDefault(l => l.Split('?')[0].Count(c => c == '/') == depth) is { } found)
            {
                return found;
            }
        }

        return string.Join('/', pattern.Split('/').Select(part => part.StartsWith('$') ? "nothing-of-this-name" : part));
    }
}
