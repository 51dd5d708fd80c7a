using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Xunit.Sdk;

namespace Functional.Tests.Running;

/// <summary>A WebSocket client that reads one JSON document a frame.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public static async Task<LiveSocket> OpenAsync(FarolProcess program, string path, string? token = null, int? port = null)
    {
        var client = new LiveSocket();
        if (token is not null)
        {
            client._socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        }

        using var limit = new CancellationTokenSource(_deadline);
        await client._socket.ConnectAsync(new Uri($"ws://localhost:{port ?? program.Port}{path}"), limit.Token);
        return client;
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public async Task<JsonElement> NextAsync()
    {
        using var limit = new CancellationTokenSource(_deadline);
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new XunitException($"The server closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            }

            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(_buffer.AsMemory(0, length)).RootElement.Clone();
            }
        }
    }

    /// <summary>Reads frames until one fits.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits, int maxFrames = 200)
    {
        for (var i = 0; i < maxFrames; i++)
        {
            var frame = await NextAsync();
            if (fits(frame))
            {
                return frame;
            }
        }

        throw new XunitException($"None of {maxFrames} frames fits");
    }

    public static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    public static string? DataType(JsonElement frame) =>
        frame.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("type", out var type) ? type.GetString() : null;

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
