using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Http2;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Tests.Http2;

/// <summary>A client with a hand on every frame, over a real socket.</summary>
internal sealed class Http2TestClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 5000 };

    public Http2TestClient(int port)
    {
        _socket.Connect(IPAddress.Loopback, port);
        Session = new Http2ClientSession(Events, new Http2Limits(), new BufferPool());
        Events.Session = Session;
    }

    public RecordingEvents Events { get; } = new();

    public Http2ClientSession Session { get; }

    public RecordedStream Open(FieldBlock fields, bool withBody)
    {
        var stream = Events.NewStream();
        Assert.True(Session.TryOpen(stream, fields, withBody));
        return stream;
    }

    public void Send(RecordedStream stream, ReadOnlySpan<byte> bytes) => Assert.Equal(bytes.Length, Session.WriteData(stream, bytes));

    /// <summary>Talks until the condition holds.</summary>
    public void Until(Func<bool> condition)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            Session.Flush();
            Session.Dispatch();
            Session.Flush();
            _ = _socket.Send(Session.Output.Pending);
            Session.Output.Take(Session.Output.Count);
            Session.OnOutputSent();
            if (condition())
            {
                return;
            }

            var count = _socket.Receive(buffer);
            Assert.True(count > 0, "the gateway closed the connection");
            Assert.True(Session.Receive(buffer.AsSpan(0, count), 0));
            Session.Dispatch();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        Session.Dispose();
    }
}
