using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>All tabs of a browser and all channels of a page come over one socket.</summary>
public sealed partial class SharedConnectionTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
    private Uri Console => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{run.Program.ConsolePort}"));

    [Fact]
    public async Task Two_tabs_share_one_socket_and_the_second_lives_on_without_the_first()
    {
        await using var visit = await run.Browser.VisitAsync(Console);
        var first = visit.Page;
        await first.GotoAsync("/monitor");
        await Assertions.Expect(first.GetByText(Live())).ToBeVisibleAsync();
        await SocketsAsync(1);

        var second = await visit.NewTabAsync();
        await second.GotoAsync(new Uri(Console, "/gateway").ToString());
        await Assertions.Expect(second.GetByText(Live())).ToBeVisibleAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Img, new() { NameRegex = Rates() })).ToBeVisibleAsync();
        await second.GotoAsync(new Uri(Console, "/monitor").ToString());
        await FollowsAsync(second);
        await FollowsAsync(first);
        await SocketsAsync(1);

        await first.CloseAsync();
        await FollowsAsync(second);
        await SocketsAsync(1);

        await second.CloseAsync();
        await SocketsAsync(0);
        Assert.Empty(visit.Complaints);
    }

    [Fact, Trait(TestMarks.Duration, TestMarks.Long)]
    public async Task A_page_whose_worker_is_ended_goes_on_over_a_socket_of_its_own()
    {
        await using var visit = await run.Browser.VisitAsync(Console);
        // What a browser without such workers has: nothing of that name.
        await visit.Page.AddInitScriptAsync("if (location.search.includes('alone')) delete globalThis.SharedWorker;");
        await visit.Page.GotoAsync("/monitor?alone=1");
        await FollowsAsync(visit.Page);

        var other = await visit.NewTabAsync();
        await other.GotoAsync(new Uri(Console, "/monitor").ToString());
        await FollowsAsync(other);
        await SocketsAsync(2);
        await run.Browser.EndWorkersAsync();
        await SocketsAsync(1);
        await SocketsAsync(2);
        await FollowsAsync(other);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The count of the page changes as the router's does: it is polled each second, and people come and go, before dawn one in half a minute.</summary>
    private async Task FollowsAsync(IPage page)
    {
        var online = page.GetByTestId("online-now");
        await Assertions.Expect(online).ToBeVisibleAsync();
        var before = await online.InnerTextAsync();
        await Eventually.True(async () => await online.InnerTextAsync() != before, "the count on the page moves", TimeSpan.FromMinutes(4));
    }

    private Task SocketsAsync(int wanted) => Eventually.True(
        async () =>
        {
            using var http = new HttpClient();
            var metrics = await http.GetStringAsync($"http://127.0.0.1:{run.Program.MetricsPort}/metrics");
            return int.Parse(Open().Match(metrics).Groups[1].Value, CultureInfo.InvariantCulture) == wanted;
        },
        $"the server has {wanted} sockets", TimeSpan.FromSeconds(30));

    [GeneratedRegex("ao vivo")]
    private static partial Regex Live();

    [GeneratedRegex("segundo", RegexOptions.IgnoreCase)]
    private static partial Regex Rates();

    [GeneratedRegex(@"^websocket_connections_open\S* (\d+)", RegexOptions.Multiline)]
    private static partial Regex Open();
}
