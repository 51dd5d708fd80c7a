using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Forwarding;

/// <summary>
/// The reading half of one HTTP/1.1 connection: bytes from the transport, and the body of the message under way cut out of them.
/// It reads only when it is asked for more, so a slow receiver stops the sender through the kernel's window.
/// </summary>
/// <param name="transport">Where bytes come from.</param>
/// <param name="pool">The loop's buffers.</param>
/// <param name="expectsMuch">Reads into the largest buffer from the first byte on: a response's body often comes with its head.</param>
internal sealed class WireReader(Transport transport, BufferPool pool, bool expectsMuch = false)
{
    private readonly ByteQueue _input = new(pool);
    private BodyFraming _framing;
    private long _remaining;
    private ChunkedDecoder _decoder;
    private bool _chunkedEnded;
    private int _trailerBytes;
    private bool _readable = true;
    private bool _peerHungUp;

    /// <summary>The peer sends nothing more.</summary>
    public bool Ended { get; private set; }

    /// <summary>The connection is lost.</summary>
    public bool Broken { get; private set; }

    /// <summary>All bytes that came over this connection.</summary>
    public long TotalBytes { get; private set; }

    public ByteQueue Input => _input;

    /// <summary>Bytes wait, here or in the kernel.</summary>
    public bool MayHaveMore => !_input.IsEmpty || _readable;

    /// <summary>Whether bytes stand behind what was read. A read that filled its buffer to the last byte leaves them in the kernel, unseen.</summary>
    public bool HasMore() => !_input.IsEmpty || Fill();

    /// <summary>Part of a body is still to be read.</summary>
    public bool IsInBody => _framing switch
    {
        BodyFraming.None => false,
        BodyFraming.Counted => _remaining > 0,
        BodyFraming.Chunked => !_chunkedEnded,
        _ => true,
    };

    /// <summary>Why <see cref="ReadBody"/> said <see cref="BodyPart.Malformed"/>.</summary>
    public Violation Violation => _decoder.Violation;

    /// <summary>The field lines that followed a chunked body, each with its line end; readable until <see cref="FinishBody"/>.</summary>
    public ReadOnlySpan<byte> Trailers => _trailerBytes <= 2 ? default : _input.Pending[..(_trailerBytes - 2)];

    /// <summary>Takes note of what the loop reported.</summary>
    public void Note(ReadyEvents events)
    {
        if ((events & (ReadyEvents.Read | ReadyEvents.PeerHangUp | ReadyEvents.HangUp | ReadyEvents.Error)) != 0)
        {
            _readable = true;
            _peerHungUp |= (events & (ReadyEvents.PeerHangUp | ReadyEvents.HangUp | ReadyEvents.Error)) != 0;
        }
    }

    /// <summary>Reads once. False when nothing came: there is nothing, no room, or the connection is over.</summary>
    public bool Fill()
    {
        if (!_readable || Ended || Broken)
        {
            _input.ReleaseIfEmpty();
            return false;
        }

        var room = _input.Reserve(expectsMuch || _remaining > BufferPool.SmallBytes);
        if (room.IsEmpty)
        {
            return false;
        }

        var count = transport.Read(room);
        if (count > 0)
        {
            _input.Push(count);
            TotalBytes += count;
            _readable = count == room.Length || _peerHungUp || !transport.ShortReadDrains;
            return true;
        }

        _readable = false;
        Ended |= count == 0;
        Broken |= count == Transport.Broken;
        _input.ReleaseIfEmpty();
        return false;
    }

    /// <summary>A body begins with the next byte.</summary>
    public void BeginBody(BodyFraming framing, long length)
    {
        _framing = framing;
        _remaining = framing switch
        {
            BodyFraming.Counted => length,
            BodyFraming.UntilClose => long.MaxValue,
            _ => 0,
        };
        if (framing == BodyFraming.Chunked)
        {
            _decoder = default;
            _chunkedEnded = false;
            _trailerBytes = 0;
            _remaining = 0;
        }
    }

    /// <summary>The body was read to its end: what stood behind it is given up.</summary>
    public void FinishBody()
    {
        _input.Take(_trailerBytes);
        _trailerBytes = 0;
        _framing = BodyFraming.None;
    }

    /// <summary>The next bytes of the body. <see cref="Taken"/> says how many of them went on; look again until it says to wait.</summary>
    public BodyPart ReadBody(out ReadOnlySpan<byte> data)
    {
        data = default;
        switch (_framing)
        {
            case BodyFraming.None:
                return BodyPart.End;
            case BodyFraming.Chunked:
                return ReadChunked(out data);
            case BodyFraming.Counted when _remaining == 0:
                return BodyPart.End;
        }

        if (_input.IsEmpty && !Fill())
        {
            return !Ended && !Broken ? BodyPart.Wait
                : _framing == BodyFraming.UntilClose && !Broken ? BodyPart.End
                : BodyPart.Truncated;
        }

        data = _input.Pending;
        if (data.Length > _remaining)
        {
            data = data[..(int)_remaining];
        }

        return BodyPart.Data;
    }

    /// <summary>So many of the bytes that <see cref="ReadBody"/> gave went on.</summary>
    public void Taken(int count)
    {
        if (_framing != BodyFraming.UntilClose)
        {
            _remaining -= count;
        }

        _input.Take(count);
    }

    /// <summary>In a chunked body what remains is of the chunk, as far as it has come.</summary>
    private BodyPart ReadChunked(out ReadOnlySpan<byte> data)
    {
        data = default;
        while (!_chunkedEnded)
        {
            if (_remaining > 0)
            {
                data = _input.Pending[..(int)_remaining];
                return BodyPart.Data;
            }

            switch (_decoder.Next(_input.Pending, out var consumed, out var found))
            {
                case DecodeOutcome.Data:
                    _input.Take(found.Start);
                    _remaining = found.Length;
                    break;
                case DecodeOutcome.Finished:
                    _input.Take(consumed - _decoder.Trailers.Length);
                    _trailerBytes = _decoder.Trailers.Length;
                    _chunkedEnded = true;
                    break;
                case DecodeOutcome.Refused:
                    return BodyPart.Malformed;
                default:
                    _input.Take(consumed);
                    if (!Fill())
                    {
                        return Ended || Broken ? BodyPart.Truncated : BodyPart.Wait;
                    }

                    break;
            }
        }

        return BodyPart.End;
    }
}
