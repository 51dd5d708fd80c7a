using Testing.Support;

namespace Farol.Live.Tests;

/// <summary>A client that stopped reading costs the frame that is on its way to it, however much it is behind.</summary>
[Collection(nameof(Alone))]
public sealed class StalledMemoryTests
{
    private const int Clients = 100;
    private const int Publications = 1500;
    private const int FrameBytes = 8000;

    // The frame, the WebSocket's copy of it in a buffer of the next power of two, and what a pending send holds.
    private const int MaxBytesPerClient = 5 * FrameBytes;

    [Fact]
    public async Task A_hundred_stalled_clients_hold_a_frame_each_beside_the_ring()
    {
        var options = new LiveOptions { MaxKernelSendBytes = 16 * 1024, MaxReplayBytes = 256 * 1024, MaxQueuedBytes = 256 * 1024 };
        await using var server = await LiveServer.StartAsync(options, new ManualTime());
        var clients = new List<RawClient>();
        for (var n = 0; n < Clients; n++)
        {
            clients.Add(await RawClient.ConnectAsync(server.Port));
            await clients[^1].NextAsync();
        }

        // Reads each frame before the next is made, so that the others have been tried with every one.
        using var reader = await server.ConnectAsync();
        await reader.NextAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sentBefore = server.Hub.Statistics().MessagesSent;
        var filler = new string('x', FrameBytes);
        for (var n = 0; n < Publications; n++)
        {
            server.View.Publish("online_total", filler);
            await reader.NextBytesAsync();
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(server.Hub.Statistics().MessagesSent - sentBefore - Publications, 0, Clients * 20);
        Assert.InRange(held, long.MinValue, options.MaxReplayBytes + (Clients * MaxBytesPerClient));
        clients.ForEach(c => c.Dispose());
        await Eventually.True(() => server.Hub.ClientCount == 1, "all have left but the one that reads");
    }
}
