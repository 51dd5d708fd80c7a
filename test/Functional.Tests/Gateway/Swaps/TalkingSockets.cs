using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Functional.Tests.Gateway.Swaps;

/// <summary>WebSockets that stay open and exchange a message again and again.</summary>
internal sealed class TalkingSockets : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _dropped = new();
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _talking = [];
    private long _echoed;

    public IReadOnlyCollection<string> Dropped => _dropped;

    public long Echoed => Interlocked.Read(ref _echoed);

    public static async Task<TalkingSockets> OpenAsync(int port, int count, CancellationToken cancellationToken)
    {
        var all = new TalkingSockets();
        for (var i = 0; i < count; i++)
        {
            var socket = new ClientWebSocket();
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), cancellationToken);
            all._sockets.Add(socket);
        }

        all._talking.AddRange(all._sockets.Select(s => Task.Run(() => all.TalkAsync(s), cancellationToken)));
        return all;
    }

    /// <summary>Each ends its talk, and closes as both sides agree.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_talking);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _sockets.ForEach(s => s.Dispose());
        _stop.Dispose();
    }

    private async Task TalkAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64];
        try
        {
            for (var n = 0; !_stop.IsCancellationRequested; n++)
            {
                var said = n.ToString(CultureInfo.InvariantCulture);
                await socket.SendAsync(Encoding.ASCII.GetBytes(said), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                var got = await socket.ReceiveAsync(buffer, CancellationToken.None);
                var heard = Encoding.ASCII.GetString(buffer, 0, got.Count);
                if (got.MessageType != WebSocketMessageType.Text || heard != said)
                {
                    _dropped.Enqueue($"said \"{said}\", heard {got.MessageType} \"{heard}\"");
                    return;
                }

                _ = Interlocked.Increment(ref _echoed);
                await Task.Delay(_pause, TimeProvider.System);
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException lost)
        {
            _dropped.Enqueue(lost.Message);
        }
    }
}
