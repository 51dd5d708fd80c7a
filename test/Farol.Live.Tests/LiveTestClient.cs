using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Testing.Support;

namespace Farol.Live.Tests;

/// <summary>A client that reads one frame at a time and fails rather than wait for ever.</summary>
internal sealed class LiveTestClient(ClientWebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public ClientWebSocket Socket => socket;

    public async Task<JsonElement> NextAsync() => JsonDocument.Parse(await NextBytesAsync()).RootElement;

    public async Task<byte[]> NextBytesAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Patience);
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return _buffer[..length];
            }
        }
    }

    /// <summary>The frames up to and with the first that <paramref name="last"/> accepts.</summary>
    public async Task<IReadOnlyList<JsonElement>> UntilAsync(Func<JsonElement, bool> last)
    {
        List<JsonElement> frames = [];
        do
        {
            frames.Add(await NextAsync());
        }
        while (!last(frames[^1]));

        return frames;
    }

    /// <summary>Reads on until the server closes, answers, and says how it closed.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> ClosedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Patience);
        while ((await socket.ReceiveAsync(_buffer.AsMemory(), limit.Token)).MessageType != WebSocketMessageType.Close)
        {
        }

        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
        }

        return (socket.CloseStatus, socket.CloseStatusDescription);
    }

    public Task SayAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        socket.SendAsync(bytes, type, endOfMessage: true, TestContext.Current.CancellationToken);

    public void Dispose() => socket.Dispose();
}
