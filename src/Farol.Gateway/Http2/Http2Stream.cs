namespace Farol.Gateway.Http2;

/// <summary>One stream as the session knows it. Its owner derives from it, and keeps the objects for reuse.</summary>
internal abstract class Http2Stream
{
    /// <summary>0: it is not open.</summary>
    public int StreamId { get; internal set; }

    /// <summary>The peer has said all that it will.</summary>
    public bool IsInputEnded { get; internal set; }

    /// <summary>A write took less than it was given; <see cref="IHttp2Events.OnWritable"/> follows.</summary>
    public bool IsBlocked { get; internal set; }

    /// <summary>Bytes of the body that came and that nobody has taken yet.</summary>
    public int UnconsumedBytes { get; internal set; }

    internal bool HasHead { get; set; }

    internal bool IsResetByPeer { get; set; }

    /// <summary>This side reset it on purpose, or for a breach that was counted.</summary>
    internal bool IsResetHere { get; set; }

    internal Http2Fault Fault { get; set; }

    internal bool EndRequested { get; set; }

    internal bool EndSent { get; set; }

    internal bool ResetsAfterEnd { get; set; }

    internal bool IsQueuedWritable { get; set; }

    internal bool HasTrailers { get; set; }

    /// <summary>Trailers that wait for the end of the data.</summary>
    internal FieldBlock Trailers => field ??= new FieldBlock();

    /// <summary>Forgets the stream it was, so that it can be another.</summary>
    internal void Open(int streamId)
    {
        StreamId = streamId;
        IsInputEnded = IsResetByPeer = IsResetHere = IsBlocked = HasHead = EndRequested = EndSent = ResetsAfterEnd = IsQueuedWritable = HasTrailers = false;
        Fault = Http2Fault.None;
        UnconsumedBytes = 0;
    }
}
