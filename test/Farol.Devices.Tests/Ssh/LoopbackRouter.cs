using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Farol.Devices.Tests.Ssh;

/// <summary>A listening socket that treats every connection as the test says: for what no real server does on purpose.</summary>
internal sealed class LoopbackRouter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    public LoopbackRouter(Func<Socket, Task> treat)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(treat);
    }

    public int Port { get; }

    /// <summary>Says the text and closes, or resets.</summary>
    public static LoopbackRouter Saying(string text, bool reset = false) => new(async socket =>
    {
        await socket.SendAsync(Encoding.Latin1.GetBytes(text));
        if (reset)
        {
            // Unread bytes and no lingering: the peer gets a reset, after it has read the text.
            await socket.ReceiveAsync(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        }

        socket.Dispose();
    });

    /// <summary>Says the text and then nothing, until the other side has gone.</summary>
    public static LoopbackRouter Silent(string text = "") => new(async socket =>
    {
        await socket.SendAsync(Encoding.Latin1.GetBytes(text));
        while (await socket.ReceiveAsync(new byte[1024]) > 0)
        {
        }

        socket.Dispose();
    });

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        _listener.Stop();
        _ending.Dispose();
    }

    private static async Task TreatAsync(Socket socket, Func<Socket, Task> treat)
    {
        try
        {
            await treat(socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync(Func<Socket, Task> treat)
    {
        var open = new List<Socket>();
        try
        {
            while (true)
            {
                open.Add(await _listener.AcceptSocketAsync(_ending.Token));
                _ = TreatAsync(open[^1], treat);
            }
        }
        catch (OperationCanceledException)
        {
            open.ForEach(socket => socket.Dispose());
        }
    }
}
