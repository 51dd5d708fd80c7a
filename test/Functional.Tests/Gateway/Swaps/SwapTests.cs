using Functional.Tests.Gateway.Hosting;
using Testing.Support;

namespace Functional.Tests.Gateway.Swaps;

/// <summary>A change of configuration costs no client anything. The long form, beside other proxies, is bench/swaps.</summary>
[Collection(GatewayGroup.Name)]
public sealed class SwapTests
{
    private const int Changes = 100;
    private const int RequestsASecond = 1000;
    private const int Connections = 20;
    private const int Sockets = 50;

    private static readonly TimeSpan _inForce = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_hundred_changes_under_load_fail_no_request_and_drop_no_WebSocket()
    {
        var token = TestContext.Current.CancellationToken;
        await using var first = await SwapBackend.StartAsync();
        await using var second = await SwapBackend.StartAsync();
        await using var third = await SwapBackend.StartAsync();
        SwapBackend[] backends = [first, second, third];
        await using var gateway = await GatewayRun.StartAsync(SwapConfiguration.Of(0, backends));
        await using var sockets = await TalkingSockets.OpenAsync(gateway.Port, Sockets, token);
        await using var requests = new PacedRequests(gateway.Port, Connections, RequestsASecond);

        await Eventually.True(() => requests.HasSeen(0), "the first configuration is in force");
        for (var change = 1; change <= Changes; change++)
        {
            await gateway.ApplyAsync(SwapConfiguration.Of(change, backends), token);
            await Eventually.True(() => requests.HasSeen(change) || !gateway.IsAlive, $"change {change} is in force", _inForce);
        }

        await Eventually.True(() => sockets.Echoed >= 2 * Sockets || sockets.Dropped.Count > 0, "every WebSocket has talked");
        await requests.StopAsync();
        await sockets.StopAsync();
        Assert.True(gateway.IsAlive, gateway.Output);
        Assert.Empty(requests.Failures);
        Assert.Empty(sockets.Dropped);
        Assert.Equal(Changes + 1, requests.RevisionsSeen);
    }
}
