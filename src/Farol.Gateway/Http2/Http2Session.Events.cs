using Farol.Gateway.Loop;

namespace Farol.Gateway.Http2;

/// <content>What nghttp2 tells and asks.</content>
internal abstract partial class Http2Session
{
    private const int FrameHeaderBytes = 9;

    /// <summary>RFC 9113, 6.5.2: each field counts so much more than its bytes.</summary>
    private const int FieldOverhead = 32;

    protected override void OnBeginHeaders(int streamId)
    {
        _received.Clear();
        if (!_streams.ContainsKey(streamId))
        {
            Track(_events.TakeStream(), streamId);
        }
    }

    protected override void OnField(int streamId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!_streams.TryGetValue(streamId, out var stream) || stream.Fault != Http2Fault.None)
        {
            return;
        }

        if (_received.Count >= _limits.MaxFields
            || _received.Length + (FieldOverhead * _received.Count) + name.Length + value.Length + FieldOverhead > _limits.MaxHeaderListBytes
            || !_received.TryAdd(name, value))
        {
            stream.Fault = Http2Fault.HeadTooLarge;
        }
    }

    protected override void OnInvalidField(int streamId)
    {
        if (_streams.TryGetValue(streamId, out var stream))
        {
            stream.Fault = Http2Fault.InvalidField;
        }
    }

    protected override void OnHeadersEnd(int streamId, bool endStream)
    {
        if (!_streams.TryGetValue(streamId, out var stream))
        {
            return;
        }

        stream.IsInputEnded = endStream;
        if (stream.Fault != Http2Fault.None)
        {
            _events.OnFault(stream.Fault);
            _events.OnBadHead(stream, stream.Fault);
        }
        else if (!stream.HasHead)
        {
            stream.HasHead = !IsInterim();
            _events.OnHead(stream, _received, endStream);
        }
        else
        {
            _events.OnTrailers(stream, _received);
            _events.OnInputEnd(stream);
        }
    }

    protected override void OnData(int streamId, ReadOnlySpan<byte> data)
    {
        if (!_streams.TryGetValue(streamId, out var stream))
        {
            ConsumeConnection(data.Length);
            return;
        }

        stream.UnconsumedBytes += data.Length;
        _events.OnData(stream, data);
    }

    protected override void OnDataEnd(int streamId)
    {
        if (_streams.TryGetValue(streamId, out var stream))
        {
            stream.IsInputEnded = true;
            _events.OnInputEnd(stream);
        }
    }

    protected override void OnStreamClosed(int streamId, uint code)
    {
        if (!_streams.Remove(streamId, out var stream))
        {
            return;
        }

        if (!stream.IsInputEnded && !stream.IsResetByPeer)
        {
            RememberOwnReset(streamId);
        }

        if ((Http2Error)code == Http2Error.Protocol && !stream.IsResetByPeer && !stream.IsResetHere)
        {
            // nghttp2 resets a stream whose data is not as long as was announced without a word.
            _events.OnFault(Http2Fault.Protocol);
            CountReset();
        }

        // What nobody took of a stream that is over must not narrow the window of the others.
        ConsumeConnection(stream.UnconsumedBytes);
        stream.UnconsumedBytes = 0;
        stream.StreamId = 0;
        _closed.Enqueue((stream, (Http2Error)code));
    }

    protected override void OnGoAway(int lastStreamId, uint code) => _events.OnGoAway(lastStreamId, (Http2Error)code);

    protected override void OnSettings() => _events.OnSettings();

    protected override void OnPingAnswered() => _events.OnPingAnswered();

    protected override void OnInvalidFrame(int streamId, int error)
    {
        _events.OnFault(Http2Fault.Protocol);
        RememberOwnReset(streamId);
        if (_streams.TryGetValue(streamId, out var stream))
        {
            stream.IsResetHere = true;
        }

        CountReset();
    }

    protected override int OnDataWanted(int streamId, int most, out bool end, out bool trailers)
    {
        (end, trailers) = (false, false);
        if (!_streams.TryGetValue(streamId, out var stream))
        {
            return -1;
        }

        if (ReferenceEquals(stream, _source) && _sourceTaken < Source.Length)
        {
            return Offer(stream, Math.Min(most, Source.Length - _sourceTaken), out end);
        }

        if (stream.EndRequested)
        {
            end = true;
            trailers = stream.HasTrailers;
            if (trailers)
            {
                _ = SubmitTrailers(streamId, stream.Trailers.ToNative());
            }

            OnEndSent(stream);
            return 0;
        }

        if (stream.IsBlocked)
        {
            Wake(stream);
        }

        return -1;
    }

    protected override void OnDataFrame(int streamId, ReadOnlySpan<byte> frameHeader, int count)
    {
        // The room was looked after when the data was offered.
        var room = Output.Reserve();
        frameHeader.CopyTo(room);
        if (count > 0)
        {
            Source.Slice(_sourceTaken, count).CopyTo(room[frameHeader.Length..]);
            _sourceTaken += count;
            _idleFrames = Math.Min(_limits.MaxIdleFrames, _idleFrames + 1);
        }

        Output.Push(frameHeader.Length + count);
    }

    /// <summary>The head is one of 1xx, after which another head follows.</summary>
    protected virtual bool IsInterim() => false;

    protected bool TryGetReceived(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value) => _received.TryGet(name, out value);

    private void OnEndSent(Http2Stream stream)
    {
        stream.EndSent = true;
        if (stream.ResetsAfterEnd)
        {
            // It leaves after the frame that is being made.
            Reset(stream, Http2Error.None);
        }
    }

    private int Offer(Http2Stream stream, int count, out bool end)
    {
        var room = Output.Reserve(large: count > BufferPool.SmallBytes / 4).Length - FrameHeaderBytes;
        count = Math.Min(count, room);
        end = _sourceEnds && _sourceTaken + count == Source.Length && count > 0;
        if (count > 0)
        {
            if (end)
            {
                OnEndSent(stream);
            }

            return count;
        }

        _waitingForRoom.Enqueue((stream, stream.StreamId));
        return -1;
    }
}
