using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Farol.Live.Native;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Farol.Live;

/// <summary>
/// Takes a connection away from the web server for good, so that a client costs neither the server's buffers and request nor a hop to
/// another thread for each frame. The server sees it as ended. Only where nothing is between HTTP and the socket: no TLS, no HTTP/2.
/// </summary>
internal static class SocketTakeover
{
    /// <summary>From RFC 6455, section 1.3.</summary>
    private const string HandshakeSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // An answer before this one might still be on its way out of the server's buffers.
    private const string FirstRequest = ":00000001";

    /// <returns><c>null</c> when the connection is not to be had in this way; then it has not been touched.</returns>
    public static async Task<WebSocket?> TryTakeAsync(HttpContext http)
    {
        if (!HttpProtocol.IsHttp11(http.Request.Protocol) || !http.TraceIdentifier.EndsWith(FirstRequest, StringComparison.Ordinal)
            || http.Features.Get<ITlsHandshakeFeature>() is not null
            || await TakeAsync(http) is not var (own, early))
        {
            return null;
        }

        // Closing a handle on which a read waits asks for a reset at the end.
        own.LingerState = new LingerOption(false, 0);
        own.Blocking = false;
        http.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;

        // Else the server would wait for the next request, and complain of how its connection ends.
        http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return WebSocket.CreateFromStream(new SocketStream(own, Answer(http), early), new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
    }

    private static async Task<(Socket Own, ReadOnlyMemory<byte> Early)?> TakeAsync(HttpContext http)
    {
        if (http.Features.Get<ITakeableSocket>() is { } willing)
        {
            return willing.Take(out var beyond) is { } given ? (given, beyond) : null;
        }

        if (http.Features.Get<IConnectionTransportFeature>() is not { Transport.Input: var input }
            || http.Features.Get<IConnectionSocketFeature>() is not { Socket: var served }
            || DescriptorCopy.Of(served) is not { } own)
        {
            return null;
        }

        // The handle, not the socket: that would shut the connection down if the server's own thread is in a call on it just now.
        served.SafeHandle.Dispose();
        return (own, await ReadToEndAsync(input));
    }

    /// <summary>What the server has read beyond the request; when this returns it reads no more.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadToEndAsync(PipeReader input)
    {
        var early = ReadOnlyMemory<byte>.Empty;
        try
        {
            if (input.TryRead(out var read))
            {
                early = read.Buffer.ToArray();
                input.AdvanceTo(read.Buffer.End);
            }

            while (!(read = await input.ReadAsync()).IsCompleted)
            {
                early = (byte[])[.. early.Span, .. read.Buffer.ToArray()];
                input.AdvanceTo(read.Buffer.End);
            }

            input.AdvanceTo(read.Buffer.End);
        }
        catch (Exception)
        {
            // How the server says that its handle is closed.
        }

        return early;
    }

    [SuppressMessage("Security", "CA5350:Do not use weak cryptographic algorithms", Justification = "RFC 6455 asks for SHA-1; it proves nothing but that we speak WebSocket.")]
    private static byte[] Answer(HttpContext http)
    {
        var accept = SHA1.HashData(Encoding.ASCII.GetBytes(http.Request.Headers.SecWebSocketKey + HandshakeSuffix));
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Convert.ToBase64String(accept)}\r\n\r\n");
    }
}
