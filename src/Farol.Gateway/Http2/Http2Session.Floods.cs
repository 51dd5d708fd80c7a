using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <content>Peers that keep this side busy for nothing.</content>
internal abstract partial class Http2Session
{
    private int _idleFrames;
    private int _resets;
    private long _resetsSince;
    private long _forgivenAt;
    private long _now;
    private bool _stopped;

    protected override bool OnBeginFrame(FrameType type, byte flags, int streamId, int length)
    {
        JudgeStream(type, streamId);
        switch (type)
        {
            case FrameType.Data when length > 0:
                _idleFrames = Math.Min(_limits.MaxIdleFrames, _idleFrames + 1);
                break;
            case FrameType.Data when (flags & Nghttp2.FlagEndStream) != 0:
            case FrameType.Headers:
                break;
            case FrameType.Reset:
                CountReset();
                break;
            default:
                if (--_idleFrames < 0)
                {
                    Stop(Http2Fault.FrameFlood);
                }

                break;
        }

        return true;
    }

    /// <summary>Also for resets of this side that the peer has provoked.</summary>
    protected void CountReset()
    {
        if (_now - _resetsSince > _limits.ResetWindowMilliseconds)
        {
            _resetsSince = _now;
            _resets = 0;
        }

        if (++_resets > _limits.MaxResets)
        {
            Stop(Http2Fault.ResetFlood);
        }
    }

    /// <summary>What the peer sent may not be. It counts as if the peer had reset the stream: a request that was begun ends by it all the same (CVE-2025-8671).</summary>
    public void ResetForBreach(Http2Stream stream)
    {
        CountReset();
        Reset(stream, Http2Error.Protocol);
    }

    private void Stop(Http2Fault fault)
    {
        if (!_stopped)
        {
            _stopped = true;
            _events.OnFault(fault);
            Terminate(Http2Error.EnhanceYourCalm);
        }
    }

    private void Forgive(long nowMilliseconds)
    {
        _now = nowMilliseconds;
        var forgiven = (nowMilliseconds - _forgivenAt) * _limits.IdleFramesPerSecond / 1000;
        if (forgiven > 0)
        {
            _forgivenAt = nowMilliseconds;
            _idleFrames = (int)Math.Min(_limits.MaxIdleFrames, _idleFrames + forgiven);
        }
    }
}
