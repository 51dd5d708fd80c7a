namespace Farol.Gateway.Http2;

/// <summary>
/// What happens on an HTTP/2 connection. <see cref="OnHead"/>, <see cref="OnData"/>, <see cref="OnTrailers"/> and <see cref="OnInputEnd"/> come
/// while bytes are received: they may submit, but what they write as data goes out later. The others come from <see cref="Http2Session.Dispatch"/>.
/// </summary>
internal interface IHttp2Events
{
    /// <summary>A stream for the peer's next request; the owner reuses what <see cref="OnClosed"/> gave back.</summary>
    Http2Stream TakeStream();

    /// <summary>A head is complete: a request's, or a response's (1xx too). The fields are valid during the call only.</summary>
    void OnHead(Http2Stream stream, FieldBlock fields, bool isEnd);

    /// <summary>A head that is too large or not allowed; its fields are not kept. A server may still answer.</summary>
    void OnBadHead(Http2Stream stream, Http2Fault fault);

    /// <summary>Bytes of a body, valid during the call only. The window opens again as <see cref="Http2Session.Consume"/> is called.</summary>
    void OnData(Http2Stream stream, ReadOnlySpan<byte> data);

    void OnTrailers(Http2Stream stream, FieldBlock fields);

    /// <summary>The peer has said all that it will on this stream (after data or trailers; not after a head that was the end itself).</summary>
    void OnInputEnd(Http2Stream stream);

    /// <summary>A stream that was blocked may be written again.</summary>
    void OnWritable(Http2Stream stream);

    /// <summary>The stream is over; the session no longer knows it.</summary>
    void OnClosed(Http2Stream stream, Http2Error code);

    /// <summary>The peer opens no more streams (a client), or takes none after the given one (a server).</summary>
    void OnGoAway(int lastStreamId, Http2Error code);

    /// <summary>The peer's settings came: it may take more or fewer streams than before.</summary>
    void OnSettings();

    void OnPingAnswered();

    /// <summary>This side ended a stream or the connection, and why; for counting.</summary>
    void OnFault(Http2Fault fault);
}
