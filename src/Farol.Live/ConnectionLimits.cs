using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Farol.Live;

/// <summary>Sets the kernel's own limits of one connection, so that a client which is gone or does not read is noticed in time.</summary>
internal static class ConnectionLimits
{
    /// <summary>TCP_USER_TIMEOUT of tcp(7), in milliseconds; the framework has no name for it.</summary>
    public const int UserTimeout = 18;
    private const int MillisecondsPerSecond = 1000;

    // Of the time that a client may be silent, the kernel waits half and then asks a few times, so that one lost question ends nobody.
    private const int ShareBeforeAsking = 2;
    private const int ShareBetweenQuestions = 6;

    public static void Apply(HttpContext http, LiveOptions options)
    {
        if (http.Features.Get<IConnectionSocketFeature>() is not { } connection)
        {
            return;
        }

        try
        {
            connection.Socket.SendBufferSize = options.MaxKernelSendBytes;
            AskWhenSilent(connection.Socket, options.MaxUnacknowledgedSeconds);
            if (OperatingSystem.IsLinux() && connection.Socket.ProtocolType == ProtocolType.Tcp)
            {
                var milliseconds = BitConverter.GetBytes(options.MaxUnacknowledgedSeconds * MillisecondsPerSecond);
                connection.Socket.SetRawSocketOption((int)ProtocolType.Tcp, UserTimeout, milliseconds);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The client has left already; accepting it will tell.
        }
    }

    /// <summary>A client that has paused, or follows nothing, is sent nothing that could stay unacknowledged.</summary>
    private static void AskWhenSilent(Socket socket, int seconds)
    {
        if (socket.ProtocolType == ProtocolType.Tcp)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Math.Max(1, seconds / ShareBeforeAsking));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Math.Max(1, seconds / ShareBetweenQuestions));
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }
    }
}
