using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functional.Tests.Gateway.Swaps;

/// <summary>A backend: one body for every request, and an echo of WebSocket messages at /ws.</summary>
internal sealed class SwapBackend : IAsyncDisposable
{
    public const string Body = "served";

    private readonly WebApplication _application;

    private SwapBackend(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Urls.Single()).Authority;
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public static async Task<SwapBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.UseWebSockets();
        application.MapGet("/ws", EchoAsync);
        application.MapFallback(() => Results.Text(Body));
        await application.StartAsync();
        return new SwapBackend(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[256];
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, context.RequestAborted);
        }
    }
}
