using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>One person at one browser, and what the browser complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        Watch(page);
    }

    public IPage Page { get; }

    /// <summary>Script errors and violations of the content-security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator OnlineNow => Page.GetByTestId("online-now");

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> NewTabAsync()
    {
        var page = await _context.NewPageAsync();
        Watch(page);
        return page;
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            // What the program refuses on purpose is a line of the browser's too.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public async Task<long> ReadOnlineAsync()
    {
        var text = await OnlineNow.InnerTextAsync();
        return long.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    /// <summary>The file that a button saves; its bytes as characters.</summary>
    public async Task<(string Name, string Text)> SaveAsync(ILocator button)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content, System.Text.Encoding.Latin1);
        return (download.SuggestedFilename, await reader.ReadToEndAsync());
    }

    /// <summary>What axe objects to, run outside the page's own policy.</summary>
    public async Task<string> FindAxeViolationsAsync()
    {
        var session = await _context.NewCDPSessionAsync(Page);
        var tree = await session.SendAsync("Page.getFrameTree");
        var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var world = await session.SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame });
        var contextId = world!.Value.GetProperty("executionContextId").GetInt32();
        var axe = await File.ReadAllTextAsync(RepositoryRoot.File("web", "node_modules", "axe-core", "axe.min.js"));
        await session.SendAsync("Runtime.evaluate", new() { ["expression"] = axe, ["contextId"] = contextId });
        var answer = await session.SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = "axe.run().then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`).join('\\n'))",
            ["contextId"] = contextId,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        });
        await session.DetachAsync();
        var value = answer!.Value.GetProperty("result");
        return value.TryGetProperty("value", out var text) ? text.GetString()! : JsonSerializer.Serialize(answer);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
