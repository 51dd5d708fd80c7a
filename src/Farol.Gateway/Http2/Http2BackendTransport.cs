using Farol.Gateway.Http1;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Http2;

/// <summary>
/// A stream to a backend as if it were a connection of HTTP/1.1: what is written to it becomes a request of HTTP/2, what is read from it is the answer
/// written as HTTP/1.1. So an exchange need not know what its backend speaks.
/// </summary>
internal sealed class Http2BackendTransport(Http2BackendConnection connection, Http2BackendStream stream) : Transport
{
    private readonly RequestHead _head = new();
    private ChunkedDecoder _decoder;
    private bool _headSent;
    private bool _closed;
    private bool _isTunnel;

    /// <summary>Bytes of a chunk that were announced and not yet taken.</summary>
    private int _chunkLeft;

    private long _left;

    public override bool HasPendingRead => false;

    public override bool WasRefused => stream.IsRefused;

    public override bool TakesWebSockets => connection.TakesWebSockets;

    /// <summary>A WebSocket waits for the backend's settings, which say whether it may be asked for one (RFC 8441, 3).</summary>
    public override HandshakeOutcome Handshake() =>
        connection.IsClosed ? HandshakeOutcome.Failed
        : connection.IsReady && (connection.HasSettings || !stream.IsForWebSocket) ? HandshakeOutcome.Done
        : HandshakeOutcome.WantRead;

    public override int Read(Span<byte> into) => _closed ? Broken : stream.Read(into);

    public override int Write(ReadOnlySpan<byte> bytes)
    {
        if (_closed || connection.IsClosed || stream.IsBroken)
        {
            return Broken;
        }

        var taken = 0;
        if (!_headSent)
        {
            if (!TrySendHead(bytes))
            {
                return Broken;
            }

            taken = _head.HeadLength;
        }

        taken += _head.Framing switch
        {
            _ when _isTunnel => connection.WriteData(stream, bytes[taken..], isEnd: false),
            BodyFraming.Counted => WriteCounted(bytes[taken..]),
            BodyFraming.Chunked => WriteChunked(bytes[taken..]),
            _ => bytes.Length - taken,
        };
        connection.ScheduleFlush();
        return taken == 0 ? WouldBlock : taken;
    }

    /// <summary>The head lies whole in the first piece; the second follows when the first has gone.</summary>
    public override int Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var taken = Write(first);
        if (taken < first.Length)
        {
            return taken;
        }

        var more = Write(second);
        return taken + Math.Max(0, more);
    }

    public override void ShutdownWrite() => connection.EndData(stream);

    public override void Close()
    {
        if (!_closed)
        {
            _closed = true;
            connection.Leave(stream);
        }
    }

    private bool TrySendHead(ReadOnlySpan<byte> bytes)
    {
        if (_head.Parse(bytes, _limits) != ParseOutcome.Complete || (_head.HasUpgrade && !stream.IsForWebSocket) || !connection.TryOpen(stream, _head, bytes))
        {
            return false;
        }

        _headSent = true;
        _isTunnel = stream.IsForWebSocket;
        _left = _head.ContentLength;
        return true;
    }

    private int WriteCounted(ReadOnlySpan<byte> bytes)
    {
        var data = bytes.Length > _left ? bytes[..(int)_left] : bytes;
        var taken = connection.WriteData(stream, data, isEnd: data.Length == _left);
        _left -= taken;
        return taken;
    }

    private int WriteChunked(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length || _chunkLeft > 0)
        {
            var rest = bytes[taken..];
            if (_chunkLeft > 0)
            {
                var data = rest[..Math.Min(_chunkLeft, rest.Length)];
                var count = connection.WriteData(stream, data, isEnd: false);
                _chunkLeft -= count;
                taken += count;
                if (count < data.Length || data.IsEmpty)
                {
                    return taken;
                }

                continue;
            }

            switch (_decoder.Next(rest, out var consumed, out var found))
            {
                case DecodeOutcome.Data:
                    taken += found.Start;
                    _chunkLeft = found.Length;
                    break;
                case DecodeOutcome.Finished:
                    connection.EndData(stream, rest.Slice(_decoder.Trailers.Start, _decoder.Trailers.Length));
                    return bytes.Length;
                default:
                    return taken + consumed;
            }
        }

        return taken;
    }

    /// <summary>What the gateway writes itself is larger than what it was asked by the fields that it adds.</summary>
    private static readonly HeadLimits _limits = new() { MaxRequestLineBytes = 32 * 1024, MaxHeadBytes = 64 * 1024 - 1, MaxFields = 250 };
}
