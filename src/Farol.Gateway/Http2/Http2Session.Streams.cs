using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <content>
/// Heads for streams that cannot have one (RFC 9113, 5.1 and 5.1.1). nghttp2 keeps no stream that is over and passes such heads over; a client that sends
/// them has lost count of its requests, or tries what this side believes.
/// </content>
internal abstract partial class Http2Session
{
    /// <summary>Streams that this side reset or refused a moment ago, and of which more may still be under way. More at once is a flood.</summary>
    private const int MaxOwnResets = 256;

    /// <summary>No client that is in use leaves numbers out.</summary>
    private const int MaxSkipped = 8;

    private readonly Queue<int> _ownResets = new(0);
    private readonly Queue<(int First, int Last)> _skipped = new(0);
    private int _highest;

    private void JudgeStream(FrameType type, int streamId)
    {
        switch (type)
        {
            case FrameType.Priority when streamId == 0:
                End(Http2Error.Protocol);
                break;
            case FrameType.Reset when _streams.TryGetValue(streamId, out var stream):
                stream.IsResetByPeer = true;
                break;
            case FrameType.Headers when _isServer && (streamId & 1) == 1:
                JudgeHead(streamId);
                break;
        }
    }

    private void JudgeHead(int streamId)
    {
        if (streamId > _highest)
        {
            Skip(_highest == 0 ? 1 : _highest + 2, streamId - 2);
            _highest = streamId;
        }
        else if (WasSkipped(streamId))
        {
            End(Http2Error.Protocol);
        }
        else if (!_streams.ContainsKey(streamId) && !_ownResets.Contains(streamId))
        {
            End(Http2Error.StreamClosed);
        }
    }

    private bool WasSkipped(int streamId)
    {
        foreach (var (first, last) in _skipped)
        {
            if (streamId >= first && streamId <= last)
            {
                return true;
            }
        }

        return false;
    }

    private void Skip(int first, int last)
    {
        if (first <= last)
        {
            Keep(_skipped, (first, last), MaxSkipped);
        }
    }

    private void RememberOwnReset(int streamId) => Keep(_ownResets, streamId, MaxOwnResets);

    private void End(Http2Error code)
    {
        _events.OnFault(Http2Fault.Protocol);
        Terminate(code);
    }

    private static void Keep<T>(Queue<T> queue, T value, int most)
    {
        if (queue.Count == most)
        {
            _ = queue.Dequeue();
        }

        queue.Enqueue(value);
    }
}
