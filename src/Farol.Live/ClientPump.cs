using System.Net.WebSockets;

namespace Farol.Live;

/// <summary>
/// Sends to one client, one frame at a time, on whichever thread has news for it. A send that the transport takes at once costs no
/// task; one that must wait goes on by itself, and the thread moves on to the next client.
/// </summary>
internal sealed class ClientPump(LiveHub hub, LiveClient client)
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int SendAgain = 2;

    // Taken until Start.
    private int _state = Sending;
    private long _blockedSince;

    /// <summary>The timestamp since which the transport has not taken a frame; 0 when it takes them.</summary>
    public long BlockedSince => Volatile.Read(ref _blockedSince);

    public void Start() => SendWaiting();

    /// <summary>Sends what there is, unless another thread is at it already; that one then looks again.</summary>
    public void Run()
    {
        if (Interlocked.Exchange(ref _state, SendAgain) == Idle)
        {
            SendWaiting();
        }
    }

    private void SendWaiting()
    {
        try
        {
            do
            {
                Interlocked.Exchange(ref _state, Sending);
                while (TakeNext() is { } frame)
                {
                    if (!TrySend(frame))
                    {
                        return;
                    }
                }
            }
            while (Interlocked.CompareExchange(ref _state, Idle, Sending) != Sending);
        }
        catch (Exception fault)
        {
            client.CloseUnwritable(fault);
        }
    }

    /// <returns>False when the send goes on without this thread, or the connection is gone: the pump stays taken.</returns>
    private bool TrySend(byte[] frame)
    {
        try
        {
            var send = client.Socket.SendAsync(
                frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
            if (!send.IsCompletedSuccessfully)
            {
                _ = FinishSendAsync(send, frame.Length);
                return false;
            }

            hub.Counters.CountSent(frame.Length);
            return true;
        }
        catch (Exception)
        {
            // Whatever the transport throws, this client is gone; the walk must go on to the others.
            client.Abort();
            return false;
        }
    }

    private async Task FinishSendAsync(ValueTask send, int length)
    {
        Volatile.Write(ref _blockedSince, Math.Max(1, hub.Time.GetTimestamp()));
        try
        {
            await send;
        }
        catch (Exception)
        {
            // As above: the connection is gone, and nobody awaits this.
            client.Abort();
            return;
        }

        if (client.IsCutOff)
        {
            // The transport gives up a send that was cut off without calling it a failure.
            return;
        }

        Volatile.Write(ref _blockedSince, 0);
        hub.Counters.CountSent(length);
        SendWaiting();
    }

    private byte[]? TakeNext()
    {
        if (client.IsClosing)
        {
            return null;
        }

        var subscriptions = client.Subscriptions;
        if (client.Replies is { } replies && replies.TryTake(out var reply))
        {
            return Frame(reply, subscriptions);
        }

        foreach (var subscription in subscriptions)
        {
            if (subscription.Take() is { } frame)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>A reply repeats the last sequence that the client has of the view it speaks of, so that it may resume from any frame.</summary>
    private byte[] Frame(LiveReply reply, Subscription[] subscriptions)
    {
        var subscription = reply.View is null ? subscriptions.FirstOrDefault() : Array.Find(subscriptions, s => s.View == reply.View);
        var view = reply.View ?? subscription?.View;
        var header = new FrameHeader(reply.Type, view?.Key.Channel ?? "", view?.Epoch ?? "", null);
        return header.Frame(hub.Time.GetUtcNow(), subscription?.LastSequence ?? 0, reply.Body, out _);
    }
}
