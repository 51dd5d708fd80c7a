using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>Debian's Chromium, driven without its sandbox because tests may run as root.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    // A busy machine is slow, not wrong.
    private const float PatienceMilliseconds = 30_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        return new Chromium(playwright, browser);
    }

    /// <summary>A browser of its own: no cookie and no choice of another test.</summary>
    /// <param name="bypassPolicy">Lets a test write scripts of its own into a page, which the console's policy forbids.</param>
    public async Task<Visit> VisitAsync(Uri program, string language = "pt-BR", string theme = "dark", int width = 1440, int height = 900, bool bypassPolicy = false)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = program.ToString(), ViewportSize = new() { Width = width, Height = height }, BypassCSP = bypassPolicy });
        await context.AddInitScriptAsync(
            $"if (!localStorage.getItem('farol.language')) {{ localStorage.setItem('farol.language', '{language}'); localStorage.setItem('farol.theme', '{theme}'); }}");
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>Ends the workers that tabs share, as a browser short of memory does.</summary>
    public async Task EndWorkersAsync()
    {
        var session = await _browser.NewBrowserCDPSessionAsync();
        var targets = (await session.SendAsync("Target.getTargets"))!.Value.GetProperty("targetInfos");
        var workers = targets.EnumerateArray().Where(t => t.GetProperty("type").GetString() == "shared_worker").ToList();
        Assert.NotEmpty(workers);
        foreach (var worker in workers)
        {
            await session.SendAsync("Target.closeTarget", new() { ["targetId"] = worker.GetProperty("targetId").GetString()! });
        }

        await session.DetachAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
