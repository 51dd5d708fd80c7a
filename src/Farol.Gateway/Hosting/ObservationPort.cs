using System.Net;
using System.Net.Sockets;
using System.Text;
using Farol.Gateway.Metering;

namespace Farol.Gateway.Hosting;

/// <summary>
/// <c>/metrics</c> and <c>/health</c> of a gateway that runs alone, on an address of its own, answered by an ordinary thread: whoever looks takes
/// nothing from the loops. One request a connection.
/// </summary>
public sealed class ObservationPort : IAsyncDisposable
{
    private const int MaxHeadBytes = 8 * 1024;
    private const int MaxConnections = 16;

    private static readonly TimeSpan _requestTime = TimeSpan.FromSeconds(5);

    private readonly GatewayEngine _engine;
    private readonly string _version;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly long _started;
    private readonly Task _accepting;

    /// <exception cref="ListenException">The address cannot be listened on.</exception>
    public ObservationPort(GatewayEngine engine, IPEndPoint endpoint, string version, TimeProvider time)
    {
        (_engine, _version, _time, _started) = (engine, version, time, time.GetTimestamp());
        _listener = new TcpListener(endpoint);
        try
        {
            _listener.Start(MaxConnections);
        }
        catch (SocketException refused)
        {
            throw new ListenException(endpoint, refused.SocketErrorCode, refused.Message);
        }

        _accepting = AcceptAsync(_stop.Token);
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

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
            var socket = await _listener.AcceptSocketAsync(cancellationToken);
            _ = ServeAsync(socket, cancellationToken);
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_requestTime, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            var target = await TargetAsync(stream, both.Token);
            var (status, type, body) = Answer(target);
            var head = $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), both.Token);
            await stream.WriteAsync(body, both.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // Whoever looked has gone.
        }
        finally
        {
            _places.Release();
        }
    }

    /// <returns>The path of a GET, or <c>null</c> for anything else.</returns>
    private static async Task<string?> TargetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHeadBytes];
        var filled = 0;
        while (head.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) < 0)
        {
            var got = filled < head.Length ? await stream.ReadAsync(head.AsMemory(filled), cancellationToken) : 0;
            if (got == 0)
            {
                return null;
            }

            filled += got;
        }

        var line = Encoding.Latin1.GetString(head, 0, head.AsSpan(0, filled).IndexOf("\r\n"u8)).Split(' ');
        return line is ["GET", var target, _] ? target.Split('?')[0] : null;
    }

    private (string Status, string Type, ReadOnlyMemory<byte> Body) Answer(string? target) => target switch
    {
        "/metrics" => ("200 OK", "text/plain; version=0.0.4; charset=utf-8", _engine.ReadMetrics()),
        "/health" => ("200 OK", "application/json", Health()),
        null => ("405 Method Not Allowed", "text/plain", default),
        _ => ("404 Not Found", "text/plain", "This port serves /metrics and /health\n"u8.ToArray()),
    };

    private ReadOnlyMemory<byte> Health()
    {
        var bytes = new byte[1024];
        var line = new JsonLine(bytes);
        line.Text("status"u8, "healthy");
        line.Text("version"u8, _version);
        line.Number("uptime_seconds"u8, (long)_time.GetElapsedTime(_started).TotalSeconds);
        line.Number("open_connections"u8, _engine.OpenConnections);
        line.Number("pools"u8, _engine.Document?.Pools.Count ?? 0);
        line.Number("routes"u8, _engine.Document?.Routes.Count ?? 0);
        return bytes.AsMemory(0, line.End());
    }
}
