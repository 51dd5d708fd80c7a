using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Farol.Simulator.Backends;

/// <summary>
/// A small web server for seeing a balancer at work: every answer says which backend gave it. <c>/health</c> answers 200, <c>/slow?ms=N</c> sends
/// its body in ten pieces over that time. Keep-alive, no request bodies, no secrets.
/// </summary>
public sealed class PretendBackend : IAsyncDisposable
{
    private const int MaxHeadBytes = 16 * 1024;
    private const int MaxConnections = 256;
    private const int MaxSlowMilliseconds = 60_000;
    private const int SlowPieces = 10;

    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(75);

    private readonly string _name;
    private readonly Socket _listener;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly Task _accepting;
    private long _requests;

    /// <param name="name">What it calls itself in its answers.</param>
    /// <param name="listener">A listening socket; it is closed with this.</param>
    /// <param name="time">The clock of idle connections and slow answers.</param>
    public PretendBackend(string name, Socket listener, TimeProvider time)
    {
        (_name, _listener, _time) = (name, listener, time);
        _accepting = AcceptAsync(_stop.Token);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _places.WaitAsync(cancellationToken);
            var socket = await _listener.AcceptAsync(cancellationToken);
            _ = ServeAsync(socket, cancellationToken);
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            socket.NoDelay = true;
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            var buffer = new byte[MaxHeadBytes];
            var filled = 0;
            while (true)
            {
                using var idle = new CancellationTokenSource(_idle, _time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
                var end = await HeadEndAsync(stream, buffer, filled, both.Token);
                if (end.Head == 0)
                {
                    return;
                }

                await AnswerAsync(stream, Encoding.Latin1.GetString(buffer, 0, end.Head), cancellationToken);
                filled = end.Filled - end.Head;
                buffer.AsSpan(end.Head, filled).CopyTo(buffer);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // The client's affair.
        }
        finally
        {
            _places.Release();
        }
    }

    private static async Task<(int Head, int Filled)> HeadEndAsync(NetworkStream stream, byte[] buffer, int filled, CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return (end + 4, filled);
            }

            var got = filled < buffer.Length ? await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken) : 0;
            if (got == 0)
            {
                return (0, filled);
            }

            filled += got;
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string head, CancellationToken cancellationToken)
    {
        var line = head.Split("\r\n", 2)[0].Split(' ');
        var (method, target) = (line[0], line.ElementAtOrDefault(1) ?? "/");
        if (head.Contains("\r\ntransfer-encoding:", StringComparison.OrdinalIgnoreCase) || LengthOf(head) > 0)
        {
            await stream.WriteAsync("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
            throw new IOException("this backend takes no bodies");
        }

        var text = target.StartsWith("/health", StringComparison.Ordinal)
            ? "ok\n"
            : $"Backend {_name} answers {method} {target}; request {Interlocked.Increment(ref _requests)} of this backend.\n";
        var body = method == "HEAD" ? [] : Encoding.Latin1.GetBytes(text);
        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {text.Length}\r\nX-Backend: {_name}\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellationToken);
        var pause = SlowMilliseconds(target) / SlowPieces;
        for (var piece = 0; piece < SlowPieces && body.Length > 0; piece++)
        {
            await (pause > 0 ? Task.Delay(TimeSpan.FromMilliseconds(pause), _time, cancellationToken) : Task.CompletedTask);
            await stream.WriteAsync(body.AsMemory((body.Length * piece / SlowPieces)..(body.Length * (piece + 1) / SlowPieces)), cancellationToken);
        }
    }

    private static int SlowMilliseconds(string target) =>
        target.StartsWith("/slow?ms=", StringComparison.Ordinal) && int.TryParse(target["/slow?ms=".Length..], CultureInfo.InvariantCulture, out var milliseconds)
            ? Math.Clamp(milliseconds, 0, MaxSlowMilliseconds)
            : 0;

    private static long LengthOf(string head)
    {
        const string Field = "\r\ncontent-length:";
        var at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && long.TryParse(head.AsSpan(at + Field.Length, head.IndexOf('\r', at + Field.Length) - at - Field.Length), CultureInfo.InvariantCulture, out var length) ? length : 0;
    }
}
