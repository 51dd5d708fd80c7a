using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Farol.Live.Tests;

/// <summary>The live channels behind a real Kestrel on a port of the kernel's choice.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    public static readonly LiveTopic Online = new("online_total") { FrameType = "router_data" };
    public static readonly LiveTopic System = new("system_metrics") { FrameType = "router_data" };
    public static readonly LiveTopic Interfaces = new("interfaces_status") { FrameType = "router_data" };
    public static readonly LiveTopic InterfacesUpdate = new("interfaces_update") { FrameType = "router_data", IsState = false };
    public static readonly LiveTopic Alert = new("alert") { BodyName = "alert", IsState = false, IgnoresFilter = true };
    private readonly WebApplication _app;
    private readonly KeptWarnings _warnings;

    private LiveServer(WebApplication app, LiveView view, KeptWarnings warnings)
    {
        _app = app;
        _warnings = warnings;
        View = view;
        Hub = app.Services.GetRequiredService<LiveHub>();
        Port = new Uri(app.Urls.Single()).Port;
    }

    public LiveHub Hub { get; }

    public LiveView View { get; }

    public int Port { get; }

    public IReadOnlyCollection<string> Warnings => _warnings.All;

    /// <summary>What the metrics page says of <c>websocket_connections_open</c>.</summary>
    public int OpenOnTheMetricsPage()
    {
        var open = -1;
        var factory = _app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "websocket_connections_open" && instrument.Meter.Scope == factory)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => open = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return open;
    }

    public static async Task<LiveServer> StartAsync(
        LiveOptions? options = null, TimeProvider? time = null, Func<HttpContext, LiveSession, LiveSession>? session = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var warnings = new KeptWarnings();
        builder.Logging.AddProvider(warnings);
        builder.WebHost.ConfigureKestrel(k => k.Listen(global::System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddLive(options ?? new LiveOptions());
        var app = builder.Build();
        var hub = app.Services.GetRequiredService<LiveHub>();
        var view = hub.OpenView(new LiveViewKey("monitor", "platform", "r1"), [Online, System, Interfaces, InterfacesUpdate, Alert]);
        app.UseWebSockets();
        app.Map("/ws/monitor", (HttpContext http) =>
        {
            var plain = new LiveSession
            {
                View = view,
                Types = http.Request.Query["types"],
                Since = http.Request.Query["since"],
                Welcome = c => new { message = "hello", client_id = c.Id },
            };
            return hub.ServeAsync(http, session?.Invoke(http, plain) ?? plain);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LiveServer(app, view, warnings);
    }

    public async Task<LiveTestClient> ConnectAsync(string query = "")
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Port}/ws/monitor{query}"), TestContext.Current.CancellationToken);
        return new LiveTestClient(socket);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
