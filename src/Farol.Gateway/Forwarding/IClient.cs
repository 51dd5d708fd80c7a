using Farol.Gateway.Http1;

namespace Farol.Gateway.Forwarding;

/// <summary>
/// The client's side of one exchange: an HTTP/1.1 connection or one stream of an HTTP/2 connection. The exchange pulls the request's body from
/// it and pushes the response into it; both say when they cannot go on, and call the exchange when they can.
/// </summary>
internal interface IClient
{
    ClientInfo Info { get; }

    /// <summary>The request, parsed by the strict parser; a request of HTTP/2 was written as HTTP/1.1 first.</summary>
    RequestHead Head { get; }

    ReadOnlySpan<byte> HeadBytes { get; }

    /// <summary>What the listener asks of every request that comes to it.</summary>
    Configuration.Gateway.ListenerSection Listener { get; }

    bool IsHttp2 { get; }

    /// <summary>The client can no longer be reached.</summary>
    bool IsLost { get; }

    /// <summary>It has not taken all that was written.</summary>
    bool IsBlocked { get; }

    /// <summary>Grows as what was written reaches the client: by it one that reads slowly is told from one that does not read.</summary>
    long Acknowledged { get; }

    /// <summary>Why <see cref="ReadBody"/> said <see cref="BodyPart.Malformed"/>.</summary>
    Violation BodyViolation { get; }

    /// <summary>Field lines after the body, each with its line end.</summary>
    ReadOnlySpan<byte> Trailers { get; }

    BodyPart ReadBody(out ReadOnlySpan<byte> data);

    void Taken(int count);

    /// <summary>The body was read to its end and its trailers are no longer needed.</summary>
    void FinishBody();

    /// <summary>Makes the body readable from its beginning again, for another backend; false when some of it is no longer held.</summary>
    bool TryRewind();

    /// <summary>A 1xx answer that is not the last.</summary>
    void WriteInterim(ResponseHead head, ReadOnlySpan<byte> headBytes);

    /// <summary>The head of the final answer; false when it is too large to be sent.</summary>
    bool WriteHead(ResponseHead head, ReadOnlySpan<byte> headBytes, in ResponseChanges changes);

    /// <summary>An answer of the gateway's own, whole.</summary>
    void WriteLocal(in LocalResponse response);

    /// <summary>Takes bytes of the body; less than all when the client is slow.</summary>
    int WriteBody(ReadOnlySpan<byte> data);

    void EndBody(ReadOnlySpan<byte> trailers);

    /// <summary>Sends what waits.</summary>
    void Flush();

    /// <summary>From here on bytes pass both ways as they are (101 was written).</summary>
    void BeginTunnel();

    /// <summary>The other side of a tunnel has ended: the connection ends when the client has what was sent.</summary>
    void EndTunnel();

    /// <summary>The answer cannot be finished: the client must notice.</summary>
    void Abort();

    /// <summary>The exchange is over, its answer is written whole.</summary>
    void Finished();
}
