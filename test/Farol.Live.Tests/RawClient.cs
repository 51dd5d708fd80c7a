using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Testing.Support;

namespace Farol.Live.Tests;

/// <summary>
/// A WebSocket client on a bare socket: it can stop reading, keep a tiny receive window, break the protocol and leave a close
/// unanswered.
/// </summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    private RawClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket);
    }

    /// <param name="first">A request without a body in its answer, before the handshake on the same connection.</param>
    /// <param name="last">Bytes that go out together with the handshake.</param>
    public static async Task<RawClient> ConnectAsync(int port, int receiveBufferBytes = 4096, string? first = null, byte[]? last = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = receiveBufferBytes };
        await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        var client = new RawClient(socket);
        if (first is not null)
        {
            await client._stream.WriteAsync(Encoding.ASCII.GetBytes(first), TestContext.Current.CancellationToken);
            await client.HeadAsync();
        }

        await client._stream.WriteAsync(
            (byte[])[
                .. Encoding.ASCII.GetBytes(
                    $"GET /ws/monitor HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"),
                .. last ?? [],
            ],
            TestContext.Current.CancellationToken);
        var head = await client.HeadAsync();
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        return client;
    }

    /// <summary>Sends one frame, masked as the protocol asks of clients.</summary>
    public async Task SendAsync(int opcode, byte[] payload, bool final = true)
    {
        byte[] length = payload.Length < 126
            ? [(byte)(0x80 | payload.Length)]
            : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        await _stream.WriteAsync(
            (byte[])[(byte)((final ? 0x80 : 0) | opcode), .. length, 0, 0, 0, 0, .. payload], TestContext.Current.CancellationToken);
    }

    /// <summary>The next frame's opcode and payload.</summary>
    public async Task<(int Opcode, byte[] Payload)> FrameAsync()
    {
        var head = await BytesAsync(2);
        var length = (head[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await BytesAsync(2)),
            127 => (int)BinaryPrimitives.ReadUInt64BigEndian(await BytesAsync(8)),
            var small => small,
        };
        return (head[0] & 0x0F, await BytesAsync(length));
    }

    public async Task<JsonElement> NextAsync()
    {
        var (opcode, payload) = await FrameAsync();
        Assert.Equal(1, opcode);
        return JsonDocument.Parse(payload).RootElement;
    }

    /// <summary>Reads on to the close frame: its code, or <c>null</c> when the connection just ends.</summary>
    public async Task<int?> CloseCodeAsync()
    {
        try
        {
            while (true)
            {
                var (opcode, payload) = await FrameAsync();
                if (opcode == 8)
                {
                    return BinaryPrimitives.ReadUInt16BigEndian(payload);
                }
            }
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>True once the server has ended the connection.</summary>
    public async Task<bool> IsEndedAsync()
    {
        try
        {
            var rest = new byte[4096];
            while (await _stream.ReadAsync(rest, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset by the server: ended as well.
        }

        return true;
    }

    /// <summary>
    /// As if the cable was pulled: from now on nothing from the server arrives or is acknowledged, and the end of this client is not
    /// told to it. A filter on the socket drops every packet (socket(7), SO_ATTACH_FILTER).
    /// </summary>
    public void Unplug()
    {
        const int SocketLevel = 1;
        const int AttachFilter = 26;
        const long ReturnNothing = 6;
        var instruction = Marshal.AllocHGlobal(sizeof(long));
        try
        {
            Marshal.WriteInt64(instruction, ReturnNothing);
            _socket.SetRawSocketOption(SocketLevel, AttachFilter, [.. BitConverter.GetBytes(1L), .. BitConverter.GetBytes((long)instruction)]);
        }
        finally
        {
            Marshal.FreeHGlobal(instruction);
        }
    }

    /// <summary>Ends the connection by a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task<string> HeadAsync()
    {
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head += (char)(await BytesAsync(1))[0];
        }

        return head;
    }

    private async Task<byte[]> BytesAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Patience);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }
}
