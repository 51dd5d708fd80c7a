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

    public static void Apply(HttpContext http, LiveOptions options)
    {
        if (http.Features.Get<IConnectionSocketFeature>() is not { } connection)
        {
            return;
        }

        try
        {
            connection.Socket.SendBufferSize = options.MaxKernelSendBytes;
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
}
