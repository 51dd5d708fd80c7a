using System.Diagnostics;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Tests.Tls;

/// <summary>Both sides of a TLS connection, stepped by one thread.</summary>
internal sealed class TlsPair : IDisposable
{
    /// <summary>For what takes milliseconds: the other end may be a task that a busy machine leaves waiting.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    public TlsPair(TlsServerContext server, TlsClientContext client, string name = "a.test", TlsSessionCell? sessions = null, int bufferBytes = 0)
    {
        var sockets = new SocketPair(bufferBytes);
        Server = server.Accept(SocketPair.GiveAway(sockets.Server))!;
        Client = client.Connect(SocketPair.GiveAway(sockets.Client), new TlsServerIdentity(name), sessions ?? new TlsSessionCell())!;
    }

    public TlsTransport Server { get; }

    public TlsTransport Client { get; }

    public TlsPair Shake()
    {
        var (server, client) = (HandshakeOutcome.WantRead, HandshakeOutcome.WantRead);
        for (var i = 0; i < 100_000 && (Unfinished(server) || Unfinished(client)); i++)
        {
            client = Unfinished(client) ? Client.Handshake() : client;
            server = Unfinished(server) ? Server.Handshake() : server;
            if (client == HandshakeOutcome.Failed || server == HandshakeOutcome.Failed)
            {
                // The other side still reads the alert.
                _ = client == HandshakeOutcome.Failed ? Server.Handshake() : Client.Handshake();
                break;
            }
        }

        return this;
    }

    /// <summary>Reads until the count is there.</summary>
    public static byte[] ReadExactly(Transport from, int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        for (var begun = Stopwatch.StartNew(); filled < count && begun.Elapsed < MaxWait; Thread.Yield())
        {
            var read = from.Read(bytes.AsSpan(filled));
            Assert.True(read is > 0 or Transport.WouldBlock, $"read gave {read} after {filled} bytes");
            filled += Math.Max(0, read);
        }

        Assert.Equal(count, filled);
        return bytes;
    }

    public void Dispose()
    {
        Client.Close();
        Server.Close();
    }

    private static bool Unfinished(HandshakeOutcome outcome) => outcome is HandshakeOutcome.WantRead or HandshakeOutcome.WantWrite;
}
