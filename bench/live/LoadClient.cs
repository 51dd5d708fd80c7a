using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveBench;

/// <summary>One WebSocket of the load generator: reads frames, notes delays and numbers that were skipped.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly Socket _socket;
    private byte[] _held = [];
    private bool _isOpen;
    private long _lastSequence;

    public LoadClient(int port, string path, bool reads)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (!reads)
        {
            _socket.ReceiveBufferSize = 4096;
        }

        _socket.Connect(IPAddress.Loopback, port);
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        _socket.Blocking = false;
    }

    public int Descriptor => (int)_socket.Handle;

    /// <summary>True once the first frame is here.</summary>
    public bool HasStarted { get; private set; }

    public long Frames { get; private set; }

    public long Skipped { get; private set; }

    public bool IsEnded { get; private set; }

    /// <summary>Takes what has arrived, together with the piece of a frame that was left last time.</summary>
    public void Take(Span<byte> buffer, long now, List<long>? delays)
    {
        _held.CopyTo(buffer);
        var read = Epoll.Receive(Descriptor, buffer[_held.Length..]);
        if (read <= 0)
        {
            IsEnded = read == 0;
            return;
        }

        ReadOnlySpan<byte> rest = buffer[..(_held.Length + read)];
        while (TryTakeOne(ref rest, now, delays))
        {
        }

        _held = rest.Length == 0 ? [] : rest.ToArray();
    }

    public void Dispose() => _socket.Dispose();

    private bool TryTakeOne(ref ReadOnlySpan<byte> rest, long now, List<long>? delays)
    {
        if (!_isOpen)
        {
            var end = rest.IndexOf("\r\n\r\n"u8);
            _isOpen = end >= 0;
            rest = _isOpen ? rest[(end + 4)..] : rest;
            return _isOpen;
        }

        if (rest.Length < 4)
        {
            return false;
        }

        var (head, length) = rest[1] < 126 ? (2, rest[1]) : (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
        if (rest.Length < head + length)
        {
            return false;
        }

        Note(rest.Slice(head, length), now, delays);
        rest = rest[(head + length)..];
        return true;
    }

    private void Note(ReadOnlySpan<byte> frame, long now, List<long>? delays)
    {
        HasStarted = true;
        var sequence = Number(frame, "\"seq\":"u8);
        var sent = Number(frame, "\"sent\":"u8);
        if (sent <= 0 || sequence <= _lastSequence)
        {
            return;
        }

        Frames++;
        Skipped += _lastSequence > 0 ? sequence - _lastSequence - 1 : 0;
        _lastSequence = sequence;
        delays?.Add(now - sent);
    }

    private static long Number(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name)
    {
        var at = frame.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(frame[(at + name.Length)..], out long number, out _) ? number : 0;
    }
}
