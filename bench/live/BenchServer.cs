using System.Diagnostics;
using System.Globalization;
using System.Net;
using Farol.Live;

namespace LiveBench;

/// <summary>The server under test, steered and asked over HTTP so that measuring it needs nothing inside the broadcasters.</summary>
internal static class BenchServer
{
    // Small, so that a client which does not read is blocked within the warm-up; the same for both broadcasters.
    private const int MaxBufferedBytes = 16 * 1024;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxResponseBufferSize = MaxBufferedBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddLive(new LiveOptions
        {
            MaxClients = 20_000,
            MaxKernelSendBytes = MaxBufferedBytes,
            MaxStallSeconds = 3600,
            MaxQueuedFrames = 4,
        });
        await using var app = builder.Build();
        IBroadcaster broadcaster = options.Mode == "bare" ? new BareBroadcaster() : new FarolBroadcaster(app.Services.GetRequiredService<LiveHub>());
        using var stop = new CancellationTokenSource();
        app.UseWebSockets();
        app.Map("/ws", broadcaster.ServeAsync);
        app.MapPost("/publish", (int times, int bytes) =>
        {
            _ = PublishAsync(broadcaster, times, bytes, stop.Token);
            return Results.Accepted();
        });
        app.MapGet("/stats", () => Stats(broadcaster, collect: false));
        app.MapGet("/collected", () => Stats(broadcaster, collect: true));
        app.MapPost("/stop", () => stop.Cancel());
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }

    private static async Task PublishAsync(IBroadcaster broadcaster, int times, int bytes, CancellationToken cancellationToken)
    {
        var filler = new string('x', Math.Max(0, bytes - 190));
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var n = 0; n < times && await second.WaitForNextTickAsync(cancellationToken); n++)
        {
            broadcaster.Publish(Stopwatch.GetTimestamp(), filler);
        }
    }

    private static ServerStats Stats(IBroadcaster broadcaster, bool collect)
    {
        if (collect)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        using var self = Process.GetCurrentProcess();
        return new ServerStats(
            broadcaster.Clients,
            broadcaster.Sent,
            broadcaster.Dropped,
            self.TotalProcessorTime.TotalMilliseconds,
            GC.GetTotalMemory(forceFullCollection: false),
            PrivateBytes(),
            GC.GetTotalAllocatedBytes());
    }

    /// <summary>Memory that is this process's alone, from the kernel's own sums.</summary>
    private static long PrivateBytes() =>
        File.ReadLines("/proc/self/smaps_rollup")
            .Where(l => l.StartsWith("Private_", StringComparison.Ordinal))
            .Sum(l => 1024 * long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
