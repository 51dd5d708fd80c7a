namespace Farol.Live;

/// <summary>What a view knows of one topic: how often it was published, and its part of the snapshot.</summary>
internal sealed class TopicState(LiveTopic topic, ulong bit, FrameHeader header)
{
    private byte[]? _restamped;
    private long _restampedSequence;

    public LiveTopic Topic { get; } = topic;

    public ulong Bit { get; } = bit;

    public FrameHeader Header { get; } = header;

    /// <summary>Publications of this topic since the view's start.</summary>
    public long Publications { get; set; }

    /// <summary>The last sequence that changed this topic's state; 0 while it has none.</summary>
    public long Sequence { get; private set; }

    /// <summary>True when the state's frame is itself a publication, not one made from a change of another topic.</summary>
    public bool IsPublication { get; private set; }

    private byte[]? Bytes { get; set; }

    private int BodyOffset { get; set; }

    private DateTimeOffset Timestamp { get; set; }

    private Func<byte[]>? LazyBody { get; set; }

    /// <summary>The publication replaces the state; its buffer is shared, not copied.</summary>
    public void Set(LiveFrame frame)
    {
        (Bytes, BodyOffset, Timestamp, Sequence) = (frame.Bytes, frame.BodyOffset, frame.Timestamp, frame.Sequence);
        (LazyBody, IsPublication) = (null, true);
    }

    /// <summary>The state changed by another topic's publication; it is serialised when a client first needs it.</summary>
    public void Set(Func<byte[]> body, DateTimeOffset timestamp, long sequence)
    {
        (Bytes, Timestamp, Sequence) = (null, timestamp, sequence);
        (LazyBody, IsPublication) = (body, false);
    }

    /// <summary>The state's frame, under its own sequence or a later one that it includes.</summary>
    public byte[] Frame(long sequence)
    {
        if (Bytes is null)
        {
            Bytes = Header.Frame(Timestamp, Sequence, LazyBody!(), out var offset);
            BodyOffset = offset;
            LazyBody = null;
        }

        if (sequence == Sequence)
        {
            return Bytes;
        }

        if (_restamped is null || _restampedSequence != sequence)
        {
            _restamped = Header.Restamp(Bytes, BodyOffset, Timestamp, sequence);
            _restampedSequence = sequence;
        }

        return _restamped;
    }
}
