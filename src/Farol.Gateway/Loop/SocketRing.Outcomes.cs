using Farol.Gateway.Native;

namespace Farol.Gateway.Loop;

/// <content>What the kernel did: put beside each socket, until its owner is called.</content>
internal sealed partial class SocketRing
{
    /// <summary>All is collected before an owner is called: nothing that came is unknown to whoever looks at a socket then.</summary>
    private void Collect()
    {
        while (_ring.TryTake(out var outcome))
        {
            Collect(outcome);
        }
    }

    private void Collect(in IoUringCompletion outcome)
    {
        var index = (int)(uint)outcome.Tag;
        switch ((RingCall)(outcome.Tag >> CallShift))
        {
            case RingCall.Epoll:
                HasEvents = true;
                if (!outcome.HasMore)
                {
                    _ring.PollRead(_epoll, Tag(RingCall.Epoll, 0));
                }

                break;
            case RingCall.Receive:
                OnReceived(_sockets[index], outcome);
                break;
            case RingCall.Send:
                OnSent(_sockets[index], outcome.Result);
                break;
            case RingCall.PollWrite:
                _sockets[index].IsPolling = false;
                TellRoom(_sockets[index]);
                break;
        }
    }

    private void OnReceived(RingSocket socket, in IoUringCompletion outcome)
    {
        if (outcome.Result <= 0 && outcome.HasBuffer)
        {
            _ring.Buffers.GiveBack(outcome.Buffer);
        }

        socket.IsReceiving = outcome.HasMore;
        socket.IsCancelling &= outcome.HasMore;
        switch (outcome.Result)
        {
            case > 0:
                socket.Add(outcome.Buffer, outcome.Result);
                // More than small messages come: reading right into the receiver's buffer costs less then.
                socket.IsLeaving |= outcome.Result == IoUringBuffers.Bytes;
                Tell(socket, ReadyEvents.Read);
                break;
            case 0:
                socket.HasEnded = true;
                Tell(socket, ReadyEvents.Read | ReadyEvents.PeerHangUp);
                break;
            case -Errno.Canceled or -Errno.NoBuffers:
                Tell(socket, ReadyEvents.None);
                break;
            default:
                socket.IsBroken = true;
                Tell(socket, ReadyEvents.Read | ReadyEvents.PeerHangUp | ReadyEvents.HangUp | ReadyEvents.Error);
                break;
        }
    }

    private void OnSent(RingSocket socket, int result)
    {
        socket.IsSendBroken |= result < socket.Sending;
        _ring.Buffers.ReturnSlot(socket.Slot);
        (socket.Slot, socket.Sending) = (-1, 0);
        if (socket.EndsAfterSend)
        {
            socket.EndsAfterSend = false;
            Posix.ShutdownWrite(socket.Descriptor);
        }

        TellRoom(socket);
    }

    private void TellRoom(RingSocket socket)
    {
        if (socket.WantsWrite)
        {
            socket.WantsWrite = false;
            Tell(socket, ReadyEvents.Write);
        }
        else if (socket.Owner is null || socket.IsLeaving)
        {
            Tell(socket, ReadyEvents.None);
        }
    }

    /// <summary>Puts it on the list of this turn, once.</summary>
    private void Tell(RingSocket socket, ReadyEvents events)
    {
        socket.Events |= events;
        if (!socket.IsReady)
        {
            socket.IsReady = true;
            _ready.Add(socket);
        }
    }
}
