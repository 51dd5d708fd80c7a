using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Farol.Live;

/// <summary>
/// Reads one client's messages until its connection ends. Between messages it waits without a buffer: most clients never say
/// anything.
/// </summary>
internal static class ClientReader
{
    public static async Task ReadAsync(LiveClient client, LiveHub hub)
    {
        try
        {
            while (true)
            {
                var arrived = await client.Socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (arrived.MessageType == WebSocketMessageType.Close)
                {
                    await client.AnswerCloseAsync();
                    return;
                }

                await ReadMessageAsync(client, hub, arrived);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The peer left, was cut off, or broke the protocol, which the socket has answered with its own close code.
        }
    }

    private static async Task ReadMessageAsync(LiveClient client, LiveHub hub, ValueWebSocketReceiveResult arrived)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(hub.Options.MaxMessageBytes);
        try
        {
            var length = 0;
            while (!arrived.EndOfMessage)
            {
                var room = Math.Min(buffer.Length, hub.Options.MaxMessageBytes) - length;
                if (room == 0)
                {
                    // The rest of it is read and thrown away, so that the client gets to see why.
                    client.Close(WebSocketCloseStatus.MessageTooBig, $"more than {hub.Options.MaxMessageBytes} bytes");
                    length = 0;
                    continue;
                }

                arrived = await client.Socket.ReceiveAsync(buffer.AsMemory(length, room), CancellationToken.None);
                length += arrived.Count;
            }

            if (!client.IsClosing)
            {
                await DispatchAsync(client, hub, arrived.MessageType, buffer.AsMemory(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask DispatchAsync(LiveClient client, LiveHub hub, WebSocketMessageType type, ReadOnlyMemory<byte> utf8)
    {
        hub.Counters.CountReceived();
        if (type != WebSocketMessageType.Text)
        {
            client.Close(WebSocketCloseStatus.InvalidMessageType, "text messages only");
        }
        else if (!client.TakeMessageBudget())
        {
            client.Close(WebSocketCloseStatus.PolicyViolation, $"more than {hub.Options.MaxMessagesPerSecond} messages a second");
        }
        else if (!LiveMessage.TryRead(utf8.Span, out var message, out var error))
        {
            client.Send("error", new { error });
        }
        else if (message.Type == "ping")
        {
            client.Send("pong", new { });
        }
        else if (client.OnMessage is null)
        {
            client.Send("error", new { error = "this channel takes no messages but ping" });
        }
        else
        {
            await HandAsync(client, hub, message);
        }
    }

    private static async ValueTask HandAsync(LiveClient client, LiveHub hub, LiveMessage message)
    {
        try
        {
            await client.OnMessage!(client, message, client.Aborted);
        }
        catch (OperationCanceledException) when (client.Aborted.IsCancellationRequested)
        {
            // The client left while its message was worked on.
        }
        catch (Exception fault)
        {
            // The handler is the caller's: its fault costs this client its connection, nobody else.
            hub.Log.LogError(fault, "Handling a {MessageType} message of client {Client} failed", message.Type, client.Id);
            client.Close(WebSocketCloseStatus.InternalServerError, "the message could not be handled");
        }
    }
}
