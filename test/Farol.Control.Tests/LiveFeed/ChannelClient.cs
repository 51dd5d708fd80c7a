using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Testing.Support;

namespace Farol.Control.Tests.LiveFeed;

/// <summary>A client of one channel: reads frame after frame, and fails rather than wait for ever.</summary>
internal sealed class ChannelClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    /// <param name="login">A client of the application that is logged in; its token is used.</param>
    /// <param name="path">After <c>/api/ws/</c>: the channel, with a query if need be.</param>
    public static async Task<ChannelClient> ConnectAsync(ControlApplication application, HttpClient login, string path)
    {
        var client = new ChannelClient();
        client._socket.Options.SetRequestHeader("Authorization", login.DefaultRequestHeaders.Authorization!.ToString());
        await client._socket.ConnectAsync(new Uri($"ws://{application.Address.Authority}/api/ws/{path}"), TestContext.Current.CancellationToken);
        return client;
    }

    public async Task<JsonElement> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Patience);
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage)
            {
                using var document = JsonDocument.Parse(_buffer.AsMemory(0, length));
                return document.RootElement.Clone();
            }
        }
    }

    /// <summary>Reads on to the first frame of a type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.GetProperty("type").GetString() == type)
            {
                return frame;
            }
        }
    }

    public Task SendAsync(object message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>Reads on until the server closes.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> ClosedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Patience);
        while ((await _socket.ReceiveAsync(_buffer.AsMemory(), limit.Token)).MessageType != WebSocketMessageType.Close)
        {
        }

        return (_socket.CloseStatus, _socket.CloseStatusDescription);
    }

    /// <summary>Leaves without a word.</summary>
    public void Dispose() => _socket.Dispose();
}
