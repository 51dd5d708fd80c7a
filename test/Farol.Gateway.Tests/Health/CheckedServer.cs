using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Farol.Gateway.Tests.Health;

/// <summary>A backend on loopback that answers every connection with what the test says, and remembers what it was asked.</summary>
internal sealed class CheckedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _accepting;

    public CheckedServer(SslServerAuthenticationOptions? tls = null)
    {
        _tls = tls;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The whole answer; null: none, the connection stays open.</summary>
    public string? Answer { get; set; } = Ok("well");

    public string LastRequest { get; private set; } = "";

    public int Requests { get; private set; }

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var held = client;
        try
        {
            Stream stream = client.GetStream();
            if (_tls is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_tls, _stopping.Token);
                stream = tls;
            }

            var buffer = new byte[4096];
            var read = 0;
            while (!Encoding.ASCII.GetString(buffer, 0, read).Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer.AsMemory(read), _stopping.Token);
                if (count == 0)
                {
                    return;
                }

                read += count;
            }

            LastRequest = Encoding.ASCII.GetString(buffer, 0, read);
            Requests++;
            if (Answer is { } answer)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stopping.Token);
                return;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stopping.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The check went away, or the test is over.
        }
    }
}
