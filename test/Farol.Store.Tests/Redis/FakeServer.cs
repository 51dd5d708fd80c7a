using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Farol.Store.Tests.Redis;

/// <summary>A server that answers each read with what a test wrote, piece by piece.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, IEnumerable<string>> _answer;
    private int _connections;

    public FakeServer(Func<string, IEnumerable<string>> answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer) is var count and > 0)
            {
                foreach (var piece in _answer(Encoding.Latin1.GetString(buffer, 0, count)))
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(piece));
                    await stream.FlushAsync();
                }
            }
        }
        catch (IOException)
        {
            // The client gave up on us, as it should.
        }
    }
}
