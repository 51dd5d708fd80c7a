namespace Farol.Live;

/// <summary>
/// One client's place in one view. A client has no queue of its own: it is a position in the view's ring, so that waiting costs
/// nothing and a stalled client holds no frames.
/// </summary>
internal sealed class Subscription(LiveView view, LiveClient client, ulong topics)
{
    public LiveView View { get; } = view;

    public LiveClient Client { get; } = client;

    /// <summary>The bits of the topics that the client asked for.</summary>
    public ulong Topics { get; } = topics;

    /// <summary>The next position in the ring.</summary>
    public long Cursor { get; set; }

    /// <summary>The last sequence that the client has; 0 before its snapshot is complete.</summary>
    public long LastSequence { get; set; }

    /// <summary>How many publications of its topics were delivered or counted as dropped, in the view's own count.</summary>
    public long Accounted { get; set; }

    /// <summary>What is left of the snapshot that the client began with.</summary>
    public Queue<SnapshotFrame>? Snapshot { get; set; }

    /// <summary>True while it is brought to the current state topic by topic instead of frame by frame.</summary>
    public bool IsCatchingUp { get; set; }

    private volatile bool _isPaused;

    public bool IsPaused
    {
        get => _isPaused;
        set => _isPaused = value;
    }

    /// <summary>Its place in the view's list.</summary>
    public int Slot { get; set; }

    /// <summary>The next frame for this client, <c>null</c> when it has everything. Only for the one thread that sends to the client.</summary>
    public byte[]? Take()
    {
        if (IsPaused)
        {
            return null;
        }

        if (Snapshot is { } snapshot)
        {
            var first = snapshot.Dequeue();
            Snapshot = snapshot.Count > 0 ? snapshot : null;
            LastSequence = first.Sequence;
            return first.Bytes;
        }

        while (!IsCatchingUp)
        {
            var head = View.Ring.Head;
            if (Cursor == head)
            {
                return null;
            }

            var frame = View.Ring.At(Cursor);
            if (frame is null || IsTooFarBehind(frame, head))
            {
                IsCatchingUp = true;
                break;
            }

            Cursor++;
            if (frame.TopicBit == 0 ? Cursor < head : (frame.TopicBit & Topics) == 0)
            {
                // Of another topic, or a heartbeat that something newer follows.
                continue;
            }

            Accounted += frame.TopicBit == 0 ? 0 : 1;
            LastSequence = frame.Sequence;
            return frame.Bytes;
        }

        return TakeState();
    }

    /// <summary>Counts what is still owed as dropped: the connection ended before the client took it.</summary>
    public void Abandon()
    {
        lock (View.Gate)
        {
            Client.CountDropped(View.Matching(Topics) - Accounted);
            Accounted = View.Matching(Topics);
        }
    }

    /// <summary>
    /// The state of the topic that changed longest ago among those newer than what the client has: as it is now, however long the
    /// client takes, so that nothing is held for it. Numbered as the frames of a <see cref="SnapshotFrame"/>.
    /// </summary>
    private byte[]? TakeState()
    {
        lock (View.Gate)
        {
            TopicState? next = null;
            var waiting = 0;
            foreach (var state in View.Topics)
            {
                if ((state.Bit & Topics) == 0 || state.Sequence <= LastSequence)
                {
                    continue;
                }

                waiting++;
                next = next is null || state.Sequence < next.Sequence ? state : next;
            }

            if (next is not null)
            {
                Accounted += next.IsPublication ? 1 : 0;
                LastSequence = next.Sequence;
            }

            if (waiting <= 1)
            {
                Finish();
            }

            return next?.Frame(LastSequence);
        }
    }

    private void Finish()
    {
        var owed = View.Matching(Topics);
        Client.CountDropped(owed - Accounted);
        Accounted = owed;
        Cursor = View.Ring.Head;
        LastSequence = View.Sequence;
        IsCatchingUp = false;
    }

    private bool IsTooFarBehind(LiveFrame frame, long head)
    {
        var options = View.Options;
        var frames = head - Cursor;
        var bytes = View.Ring.TotalBytes - frame.EndBytes + frame.Bytes.Length;
        if (frames <= options.MaxQueuedFrames && bytes <= options.MaxQueuedBytes)
        {
            return false;
        }

        return Topics == View.AllTopics || IsTooFarBehindInItsTopics(head);
    }

    private bool IsTooFarBehindInItsTopics(long head)
    {
        var frames = 0;
        long bytes = 0;
        for (var position = Cursor; position < head; position++)
        {
            var frame = View.Ring.At(position);
            if (frame is null)
            {
                return true;
            }

            if ((frame.TopicBit & Topics) != 0)
            {
                frames++;
                bytes += frame.Bytes.Length;
            }
        }

        return frames > View.Options.MaxQueuedFrames || bytes > View.Options.MaxQueuedBytes;
    }
}
