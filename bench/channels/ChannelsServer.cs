using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Farol.Access.Accounts;
using Farol.Control.LiveFeed;
using Farol.Live;

namespace ChannelsBench;

/// <summary>The control plane's feed and live engine as the product has them, with bodies of <c>frames.json</c>; steered over HTTP as the peer is.</summary>
internal static class ChannelsServer
{
    public static async Task<int> RunAsync()
    {
        var frames = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "frames.json"))).RootElement;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLive(new LiveOptions { MaxClients = 20_000 });
        builder.Services.AddSingleton(provider => new ControlFeed(
            provider.GetRequiredService<LiveHub>(),
            () => frames.EnumerateObject().Select(f => new BenchChannel(f.Name, f.Value.GetProperty("type").GetString()!, f.Value.GetProperty("data"))),
            TimeProvider.System));
        await using var app = builder.Build();
        app.UseWebSockets();
        using var stop = new CancellationTokenSource();
        var speaking = new CancellationTokenSource();
        var feed = app.Services.GetRequiredService<ControlFeed>();
        var hub = app.Services.GetRequiredService<LiveHub>();

        // As the product serves them, but for the login, which happens once a connection.
        app.Map("/api/ws/{channel}", (HttpContext http, string channel) => hub.ServeAsync(http, new LiveSession
        {
            View = feed.Hold(channel, PlatformTenant.Id).View,
            WelcomeType = "connected",
            Welcome = client => new { status = "connected", client_id = client.Id },
        }));
        app.MapPost("/speed", (double times) =>
        {
            speaking.Cancel();
            speaking = new CancellationTokenSource();
            foreach (var frame in frames.EnumerateObject())
            {
                _ = SpeakAsync(feed, frame.Name, TimeSpan.FromSeconds(frame.Value.GetProperty("seconds").GetDouble() / times), speaking.Token);
            }
        });
        app.MapGet("/stats", () =>
        {
            using var self = Process.GetCurrentProcess();
            return new { cpu_ms = self.TotalProcessorTime.TotalMilliseconds, rss_bytes = self.WorkingSet64, clients = hub.ClientCount };
        });
        app.MapPost("/stop", () => stop.Cancel());
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }

    private static async Task SpeakAsync(ControlFeed feed, string channel, TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                feed.Refresh(channel, null);
            }
        }
        catch (OperationCanceledException)
        {
            // Another speed.
        }
    }
}
