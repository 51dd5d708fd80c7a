using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.Tests.Tls;

/// <summary>Two ends of one TCP connection over loopback.</summary>
internal sealed class SocketPair : IDisposable
{
    public SocketPair(int bufferBytes = 0)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (bufferBytes > 0)
        {
            listener.ReceiveBufferSize = bufferBytes;
        }

        listener.Listen(1);
        Client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (bufferBytes > 0)
        {
            Client.ReceiveBufferSize = Client.SendBufferSize = bufferBytes;
        }

        Client.Connect(listener.LocalEndPoint!);
        Server = listener.Accept();
        Server.NoDelay = true;
        if (bufferBytes > 0)
        {
            Server.SendBufferSize = bufferBytes;
        }
    }

    public Socket Client { get; }

    public Socket Server { get; }

    /// <summary>Hands a non-blocking descriptor to a transport, which closes it.</summary>
    public static int GiveAway(Socket socket)
    {
        socket.Blocking = false;
        var descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        socket.SafeHandle.SetHandleAsInvalid();
        return descriptor;
    }

    public void Dispose()
    {
        foreach (var mine in new[] { Client, Server }.Where(s => !s.SafeHandle.IsClosed))
        {
            mine.Dispose();
        }
    }
}
