using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>A backend that is a common web server: echoes WebSockets, counts bodies, streams events one at a time.</summary>
internal sealed class KestrelBackend : IAsyncDisposable
{
    /// <summary>Far more than the kernel holds on the way.</summary>
    public const int FloodBytes = 128 * 1024 * 1024;

    private readonly WebApplication _application;
    private readonly TaskCompletionSource<WebSocketState> _ended = new();
    private long _flooded;

    private KestrelBackend(WebApplication application) => _application = application;

    /// <summary>Released once for each event that may be sent.</summary>
    public SemaphoreSlim NextEvent { get; } = new(0);

    /// <summary>Bytes that <c>/flood</c> could send until now.</summary>
    public long Flooded => Interlocked.Read(ref _flooded);

    /// <summary>What a WebSocket to <c>/await-end</c> was when it ended.</summary>
    public Task<WebSocketState> Ended => _ended.Task;

    public int Port => new Uri(_application.Urls.First()).Port;

    public static async Task<KestrelBackend> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = null;
            k.ConfigureEndpointDefaults(e => e.Protocols = protocols);
        });
        var application = builder.Build();
        var backend = new KestrelBackend(application);
        application.UseWebSockets();
        application.Map("/echo", EchoAsync);
        application.Map("/count", CountAsync);
        application.Map("/events", backend.StreamAsync);
        application.Map("/flood", backend.FloodAsync);
        application.Map("/await-end", backend.AwaitEndAsync);
        application.Map("/leave", LeaveAsync);
        application.Map("/abort", AbortAsync);
        application.Map("/decline", c =>
        {
            c.Response.StatusCode = StatusCodes.Status403Forbidden;
            return c.Response.WriteAsync("no");
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        NextEvent.Dispose();
        await _application.DisposeAsync();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } part)
        {
            await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, context.RequestAborted);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", context.RequestAborted);
    }

    private async Task FloodAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var part = new byte[64 * 1024];
        while (Flooded < FloodBytes)
        {
            await socket.SendAsync(part.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, context.RequestAborted);
            _ = Interlocked.Add(ref _flooded, part.Length);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "all", context.RequestAborted);
    }

    private async Task AwaitEndAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: not WebSocketMessageType.Close })
            {
            }
        }
        catch (Exception wrong) when (wrong is WebSocketException or OperationCanceledException)
        {
            // How a client that only vanishes is seen.
        }

        _ = _ended.TrySetResult(socket.State);
    }

    private static async Task LeaveAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "leaving", context.RequestAborted);
    }

    private static async Task AbortAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync("first"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        _ = await socket.ReceiveAsync(new byte[16].AsMemory(), context.RequestAborted);
        context.Abort();
    }

    private static async Task CountAsync(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            total += count;
        }

        await context.Response.WriteAsync(total.ToString(CultureInfo.InvariantCulture), context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        for (var i = 0; i < 5; i++)
        {
            await NextEvent.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync($"data: {i}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
