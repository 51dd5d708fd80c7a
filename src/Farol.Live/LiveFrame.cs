namespace Farol.Live;

/// <summary>One frame in a view's ring: the whole JSON document, made once and shared by every client.</summary>
internal sealed class LiveFrame
{
    public required byte[] Bytes { get; init; }

    /// <summary>Where the body starts in <see cref="Bytes"/>, so that a header with another sequence can be put before it.</summary>
    public required int BodyOffset { get; init; }

    /// <summary>The publication's number; a heartbeat repeats the last.</summary>
    public required long Sequence { get; init; }

    /// <summary>The place in the ring, counted from the view's start. Heartbeats take a place but no sequence.</summary>
    public required long Position { get; init; }

    /// <summary>All bytes put into the ring up to the end of this frame.</summary>
    public required long EndBytes { get; init; }

    /// <summary>The topic's bit; 0 for a heartbeat.</summary>
    public required ulong TopicBit { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}
