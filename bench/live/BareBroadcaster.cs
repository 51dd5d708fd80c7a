using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace LiveBench;

/// <summary>
/// The least that serves WebSockets on Kestrel: a list of sockets, one loop that sends, one receive a client without a buffer, no
/// keep-alive timer. No limits, no snapshot, no resume, no slow clients: what memory is measured against.
/// </summary>
internal sealed class BareBroadcaster : IBroadcaster
{
    private static readonly WebSocketAcceptContext _accept = new() { KeepAliveInterval = TimeSpan.Zero };
    private readonly Lock _gate = new();
    private readonly List<WebSocket> _sockets = [];
    private long _sequence;
    private long _sent;

    public int Clients
    {
        get
        {
            lock (_gate)
            {
                return _sockets.Count;
            }
        }
    }

    public long Dropped => 0;

    public long Sent => Volatile.Read(ref _sent);

    public async Task ServeAsync(HttpContext http)
    {
        var socket = await http.WebSockets.AcceptWebSocketAsync(_accept);
        await socket.SendAsync(Frame(0, ""), WebSocketMessageType.Text, true, CancellationToken.None);
        lock (_gate)
        {
            _sockets.Add(socket);
        }

        try
        {
            while ((await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // The load generator just leaves.
        }

        lock (_gate)
        {
            _sockets.Remove(socket);
        }
    }

    public void Publish(long sentAt, string filler)
    {
        _sequence++;
        var frame = Frame(sentAt, filler);
        WebSocket[] sockets;
        lock (_gate)
        {
            sockets = [.. _sockets];
        }

        foreach (var socket in sockets)
        {
            _ = socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None).AsTask();
        }

        Interlocked.Add(ref _sent, sockets.Length);
    }

    private byte[] Frame(long sentAt, string filler) =>
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"type":"router_data","timestamp":"2026-01-15T12:00:00.000Z","channel":"monitor","epoch":"0123456789ab","seq":{{{_sequence}}},"data":{"type":"online_total","sent":{{{sentAt}}},"filler":"{{{filler}}}"}}"""));
}
