using System.Net.WebSockets;
using Testing.Support;

namespace Farol.Live.Tests;

[Collection(nameof(Alone))]
public sealed class ChurnTests
{
    private const int Clients = 1000;

    [Fact]
    public async Task A_thousand_clients_that_came_and_went_leave_nothing_behind()
    {
        await using var server = await LiveServer.StartAsync();
        await ComeAndGoAsync(server, 100);
        var threads = ThreadPool.ThreadCount;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await ComeAndGoAsync(server, Clients);

        var after = GC.GetTotalMemory(forceFullCollection: true);
        var statistics = server.Hub.Statistics();
        Assert.Equal(0, statistics.TotalConnections);
        Assert.Equal(0, server.View.ClientCount);
        Assert.Equal(Clients + 100, statistics.ConnectionsOpened);

        // A connection costs about 14 KB while it lasts: were one in three kept, this would be passed. The rest is pools and the ring.
        Assert.InRange(after - before, long.MinValue, 4096L * Clients);
        Assert.InRange(ThreadPool.ThreadCount, 0, threads + (Clients / 20));
    }

    private static async Task ComeAndGoAsync(LiveServer server, int clients)
    {
        for (var done = 0; done < clients; done += 50)
        {
            await Task.WhenAll(Enumerable.Range(done, 50).Select(n => ComeAndGoOnceAsync(server, n)));
        }

        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "all have left");
    }

    private static async Task ComeAndGoOnceAsync(LiveServer server, int number)
    {
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        server.View.Publish("online_total", new { number });
        await client.NextAsync();
        switch (number % 3)
        {
            case 0:
                await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
                break;
            case 1:
                client.Socket.Abort();
                break;
        }
    }
}
