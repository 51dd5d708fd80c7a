using Farol.Gateway.Health;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Forwarding;

/// <content>
/// What the client owes: bytes of its body, and room for the response. Only time in which the gateway waits for the client counts, so a backend
/// that takes a body slowly is not held against the client. Once the backend answers before the body has come whole, the two are in a
/// conversation (gRPC, a bidirectional stream): its silence is the route's to bound.
/// </content>
internal sealed partial class Exchange
{
    private readonly LoopTimer _bodyTimer;
    private readonly LoopTimer _roomTimer;
    private long _waitsSince;
    private long _waitedMilliseconds;
    private long _bytesWhileWaited;
    private long _acknowledged;
    private bool _awaitsBody;
    private bool _awaitsRoom;
    private bool _continueIsDue;

    private long BodyIdleMilliseconds => (long)_snapshot.Settings.Timeouts.BodyIdle.TotalMilliseconds;

    /// <summary>A body begins, for the first time or for another backend.</summary>
    private void BeginPace()
    {
        StopWaiting();
        _waitedMilliseconds = _bytesWhileWaited = 0;
        _continueIsDue = _client.Head.ExpectContinue;
    }

    private void StopWaiting()
    {
        if (_awaitsBody)
        {
            _awaitsBody = false;
            TimerWheel.Clear(_bodyTimer);
        }

        StopAwaitingRoom();
    }

    /// <summary>The client has sent nothing more of its body.</summary>
    private void AwaitBody()
    {
        // A client that expects 100 owes nothing before it was told to go on: the backend is slow then.
        if (!_awaitsBody && !_continueIsDue && _phase == ExchangePhase.Waiting)
        {
            _awaitsBody = true;
            _waitsSince = Loop.NowMilliseconds;
            Loop.Timers.Set(_bodyTimer, _waitsSince + BodyIdleMilliseconds);
        }
    }

    /// <summary>Bytes of the body are there.</summary>
    private void NoteBody()
    {
        _continueIsDue = false;
        if (_awaitsBody)
        {
            _awaitsBody = false;
            _waitedMilliseconds += Loop.NowMilliseconds - _waitsSince;
            TimerWheel.Clear(_bodyTimer);
        }
    }

    /// <summary>True when less came than is asked for, over as long as silence is borne.</summary>
    private bool IsBodyTooSlow(int count)
    {
        _bytesWhileWaited += count;
        if (_waitedMilliseconds < BodyIdleMilliseconds)
        {
            return false;
        }

        var isTooSlow = _bytesWhileWaited * 1000 < _snapshot.Settings.Limits.MinimumBodyBytesPerSecond * _waitedMilliseconds;
        _waitedMilliseconds = _bytesWhileWaited = 0;
        return isTooSlow && _phase == ExchangePhase.Waiting;
    }

    /// <summary>The client was told to go on with its body.</summary>
    private void NoteContinue()
    {
        if (_continueIsDue)
        {
            _continueIsDue = false;
            AwaitBody();
        }
    }

    /// <summary>A part of the response waits for the client.</summary>
    private void AwaitRoom()
    {
        if (!_awaitsRoom)
        {
            _awaitsRoom = true;
            _acknowledged = _client.Acknowledged;
            Loop.Timers.Set(_roomTimer, Loop.NowMilliseconds + (long)_snapshot.Settings.Timeouts.SendIdle.TotalMilliseconds);
        }
    }

    private void StopAwaitingRoom()
    {
        if (_awaitsRoom)
        {
            _awaitsRoom = false;
            TimerWheel.Clear(_roomTimer);
        }
    }

    private void OnClientLate(LoopTimer timer)
    {
        if (ReferenceEquals(timer, _bodyTimer))
        {
            _awaitsBody = false;
            if (_phase == ExchangePhase.Waiting)
            {
                RefuseBody(408, "the request's body did not come in time");
            }

            return;
        }

        _awaitsRoom = false;
        if (_client.Acknowledged > _acknowledged)
        {
            // Slow, not stuck: the kernel's buffer is large and tells of room only when a third of it is free.
            AwaitRoom();
        }
        else if (IsActive)
        {
            AbortResponse(Outcome.ClientGone);
        }
    }
}
