using Farol.Gateway.Loop;
using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <summary>
/// One HTTP/2 connection, without its socket: bytes in by <see cref="Receive"/>, bytes out in <see cref="Output"/>, what happens through
/// <see cref="IHttp2Events"/>. Flow control is the owner's: the peer may send more only as far as <see cref="Consume"/> says. After every call from
/// outside, <see cref="Flush"/> and <see cref="Dispatch"/> bring everything forward.
/// </summary>
internal abstract partial class Http2Session : Nghttp2Session
{
    private readonly bool _isServer;
    private readonly IHttp2Events _events;
    private readonly Http2Limits _limits;
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly FieldBlock _received = new();
    private readonly Queue<(Http2Stream Stream, int Id)> _writable = new();
    private readonly Queue<(Http2Stream Stream, int Id)> _waitingForRoom = new();
    private readonly Queue<(Http2Stream Stream, Http2Error Code)> _closed = new();
    private Http2Stream? _source;
    private int _sourceTaken;
    private bool _sourceEnds;
    private bool _receiving;

    protected Http2Session(bool isServer, IHttp2Events events, Http2Limits limits, BufferPool buffers)
        : base(isServer, limits.MaxWaitingAcknowledgements)
    {
        _isServer = isServer;
        _events = events;
        _limits = limits;
        _idleFrames = limits.MaxIdleFrames;
        Output = new ByteQueue(buffers);
    }

    /// <summary>What is to be sent; the owner takes from it what the socket took.</summary>
    public ByteQueue Output { get; }

    /// <summary>Streams that are open.</summary>
    public int OpenStreams => _streams.Count;

    protected IHttp2Events Events => _events;

    /// <summary>Takes what the peer sent; all of it.</summary>
    /// <returns>False: this is no HTTP/2 any more; send <see cref="Output"/> and close the connection.</returns>
    public bool Receive(ReadOnlySpan<byte> bytes, long nowMilliseconds)
    {
        Forgive(nowMilliseconds);
        _receiving = true;
        try
        {
            return ReceiveBytes(bytes);
        }
        finally
        {
            _receiving = false;
        }
    }

    /// <summary>Moves frames to <see cref="Output"/> as far as it has room.</summary>
    public void Flush() => Pump();

    /// <summary>Tells what could not be told before: streams that may be written, streams that are over. Not from within an event.</summary>
    public void Dispatch()
    {
        // What is woken now may block again: everybody has one turn.
        for (var turns = _writable.Count; turns > 0 && _writable.TryDequeue(out var entry); turns--)
        {
            var (stream, id) = entry;
            if (!IsCurrent(stream, id))
            {
                continue;
            }

            stream.IsQueuedWritable = false;
            if (stream.IsBlocked)
            {
                stream.IsBlocked = false;
                _events.OnWritable(stream);
            }
        }

        while (_closed.TryDequeue(out var closed))
        {
            _events.OnClosed(closed.Stream, closed.Code);
        }
    }

    /// <summary>Room has come into <see cref="Output"/>: streams that waited for it are woken by the next <see cref="Dispatch"/>.</summary>
    public void OnOutputSent()
    {
        if (Output.Count < BufferPool.LargeBytes / 2)
        {
            while (_waitingForRoom.TryDequeue(out var entry))
            {
                if (IsCurrent(entry.Stream, entry.Id))
                {
                    Wake(entry.Stream);
                }
            }
        }
    }

    /// <summary>Sends bytes of a body as far as the windows and <see cref="Output"/> allow.</summary>
    /// <param name="isEnd">The body ends with these bytes, if all of them are taken.</param>
    /// <returns>How many were taken; less than all means that <see cref="IHttp2Events.OnWritable"/> follows.</returns>
    public int WriteData(Http2Stream stream, ReadOnlySpan<byte> data, bool isEnd = false)
    {
        if (stream.StreamId == 0 || data.IsEmpty)
        {
            return 0;
        }

        _sourceTaken = 0;
        if (_receiving)
        {
            // Nothing may be sent in the middle of receiving; the turn comes at its end.
            stream.IsBlocked = true;
            Wake(stream);
            return 0;
        }

        _source = stream;
        _sourceEnds = isEnd;
        Resume(stream.StreamId);
        PumpFrom(data);
        _source = null;
        stream.IsBlocked = _sourceTaken < data.Length;
        return _sourceTaken;
    }

    /// <summary>The body is complete.</summary>
    public void EndData(Http2Stream stream)
    {
        if (stream.StreamId != 0 && !stream.EndSent)
        {
            stream.EndRequested = true;
            Resume(stream.StreamId);
        }
    }

    /// <summary>The body is complete, and trailers follow; <see cref="Http2Stream.Trailers"/> holds them.</summary>
    public void EndDataWithTrailers(Http2Stream stream)
    {
        stream.HasTrailers = stream.Trailers.Count > 0;
        EndData(stream);
    }

    /// <summary>So many bytes of a stream's body went on: the peer may send as many again.</summary>
    public void Consume(Http2Stream stream, int count)
    {
        count = Math.Min(count, stream.UnconsumedBytes);
        if (stream.StreamId != 0 && count > 0)
        {
            stream.UnconsumedBytes -= count;
            Consume(stream.StreamId, count);
        }
    }

    public void Reset(Http2Stream stream, Http2Error code)
    {
        if (stream.StreamId != 0)
        {
            stream.IsResetHere = true;
            SubmitReset(stream.StreamId, (uint)code);
        }
    }

    /// <summary>What the peer still sends is not wanted: when the answer has gone, the stream is ended without a fault (RFC 9113, 8.1).</summary>
    public void ResetAfterEnd(Http2Stream stream)
    {
        if (stream.EndSent)
        {
            Reset(stream, Http2Error.None);
        }
        else
        {
            stream.ResetsAfterEnd = true;
        }
    }

    /// <summary>Ends the connection at once: GOAWAY, then nothing.</summary>
    public void Terminate(Http2Error code) => Terminate((uint)code);

    /// <summary>Asks for an answer, to learn whether the peer is still there.</summary>
    public void Ping() => SubmitPing();

    protected override void Pump()
    {
        while (true)
        {
            var bytes = NextOutput();
            if (bytes.IsEmpty)
            {
                return;
            }

            var room = Output.Reserve(large: bytes.Length > BufferPool.SmallBytes / 2);
            if (room.IsEmpty)
            {
                return;
            }

            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            Output.Push(count);
            TookOutput(count);
        }
    }

    protected void Track(Http2Stream stream, int streamId)
    {
        stream.Open(streamId);
        _streams[streamId] = stream;
    }

    private void Wake(Http2Stream stream)
    {
        if (!stream.IsQueuedWritable)
        {
            stream.IsQueuedWritable = true;
            _writable.Enqueue((stream, stream.StreamId));
        }
    }

    /// <summary>An object that waited may be another stream by now, of another connection too.</summary>
    private bool IsCurrent(Http2Stream stream, int id) => stream.StreamId == id && _streams.TryGetValue(id, out var known) && ReferenceEquals(known, stream);
}
