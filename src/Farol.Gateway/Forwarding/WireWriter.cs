using System.Buffers.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Forwarding;

/// <summary>
/// The writing half of one HTTP/1.1 connection: heads and small bodies are gathered and leave in one call; large bodies leave from where they
/// lie. What the peer does not take stays with the giver: <see cref="WriteBody"/> says how much went.
/// </summary>
internal sealed class WireWriter(Transport transport, BufferPool pool)
{
    /// <summary>From here on a copy costs more than a second slice in the system call.</summary>
    private const int GatherBytes = 4096;

    private readonly ByteQueue _output = new(pool);
    private BodyFraming _framing;
    private long _chunkRemaining;

    /// <summary>The peer's window is full; the loop says when it opens.</summary>
    public bool Blocked { get; private set; }

    public bool Broken { get; private set; }

    /// <summary>All bytes that the kernel took from this connection.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>Nothing waits to be sent.</summary>
    public bool IsEmpty => _output.IsEmpty;

    public ByteQueue Output => _output;

    /// <summary>The head of a message is in <see cref="Output"/>; its body follows so framed.</summary>
    public void BeginBody(BodyFraming framing)
    {
        _framing = framing;
        _chunkRemaining = 0;
    }

    /// <summary>Takes bytes of a body; how many. Less than all means that the peer is slow: come back when the loop says it may be written.</summary>
    public int WriteBody(ReadOnlySpan<byte> data)
    {
        if (_framing != BodyFraming.Chunked)
        {
            return Put(data);
        }

        // The chunk is announced whole; what the peer does not take now follows from the same place later.
        if (_chunkRemaining == 0)
        {
            if (!BeginChunk(data.Length))
            {
                return 0;
            }

            _chunkRemaining = data.Length;
        }

        var put = Put(data.Length > _chunkRemaining ? data[..(int)_chunkRemaining] : data);
        _chunkRemaining -= put;
        if (_chunkRemaining == 0)
        {
            _ = _output.TryPush("\r\n"u8);
        }

        return put;
    }

    /// <summary>The body is complete.</summary>
    /// <param name="trailers">Field lines, each with its line end; only a chunked body carries them.</param>
    public void EndBody(ReadOnlySpan<byte> trailers)
    {
        if (_framing == BodyFraming.Chunked)
        {
            _ = _output.TryPush("0\r\n"u8) && _output.TryPush(trailers) && _output.TryPush("\r\n"u8);
        }

        _framing = BodyFraming.None;
    }

    /// <summary>Sends what waits; true when nothing is left.</summary>
    public bool Flush()
    {
        while (!_output.IsEmpty)
        {
            if (!Sent(transport.Write(_output.Pending), out var count))
            {
                return false;
            }

            _output.Take(count);
        }

        _output.ReleaseIfEmpty();
        Blocked = false;
        return !Broken;
    }

    private bool BeginChunk(int length)
    {
        if (_output.Count > GatherBytes && !Flush())
        {
            return false;
        }

        var room = _output.ReserveExactly(16);
        if (room.IsEmpty || !Utf8Formatter.TryFormat(length, room, out var digits, new System.Buffers.StandardFormat('x')))
        {
            return false;
        }

        "\r\n"u8.CopyTo(room[digits..]);
        _output.Push(digits + 2);
        return true;
    }

    private int Put(ReadOnlySpan<byte> data)
    {
        if (data.Length < GatherBytes && _output.Count < GatherBytes * 2)
        {
            return _output.TryPush(data) ? data.Length : 0;
        }

        var head = _output.Count;
        if (!Sent(head == 0 ? transport.Write(data) : transport.Write(_output.Pending, data), out var count))
        {
            return 0;
        }

        _output.Take(Math.Min(head, count));
        return Math.Max(0, count - head);
    }

    private bool Sent(int result, out int count)
    {
        count = result;
        if (result > 0)
        {
            TotalBytes += result;
            return true;
        }

        Blocked = true;
        Broken |= result == Transport.Broken;
        return false;
    }
}
