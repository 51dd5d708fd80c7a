using Farol.Gateway.Http2;

namespace Farol.Gateway.Tests.Http2;

/// <summary>Answers every request with the same head and body, and reuses one stream object after the other.</summary>
internal sealed class PooledEvents(Http2ServerSession session, FieldBlock head, byte[] body) : IHttp2Events
{
    private readonly Stack<Http2Stream> _free = new();

    public Http2ServerSession Session { get; set; } = session;

    public int Answered { get; private set; }

    public Http2Stream TakeStream() => _free.TryPop(out var stream) ? stream : new RecordedStream();

    public void OnHead(Http2Stream stream, FieldBlock fields, bool isEnd)
    {
        if (fields.TryGet(":method"u8, out _))
        {
            _ = Session.SubmitResponse(stream, head, withBody: true);
            _ = Session.WriteData(stream, body);
        }
    }

    public void OnBadHead(Http2Stream stream, Http2Fault fault) => Assert.Fail($"{fault}");

    public void OnData(Http2Stream stream, ReadOnlySpan<byte> data)
    {
    }

    public void OnTrailers(Http2Stream stream, FieldBlock fields)
    {
    }

    public void OnInputEnd(Http2Stream stream)
    {
    }

    public void OnWritable(Http2Stream stream)
    {
        // Not an assertion: those allocate.
        Answered += Session.WriteData(stream, body, isEnd: true) == body.Length ? 1 : 0;
    }

    public void OnClosed(Http2Stream stream, Http2Error code)
    {
        if (_free.Count == 0)
        {
            _free.Push(stream);
        }
    }

    public void OnGoAway(int lastStreamId, Http2Error code)
    {
    }

    public void OnSettings()
    {
    }

    public void OnPingAnswered()
    {
    }

    public void OnFault(Http2Fault fault) => Assert.Fail($"{fault}");
}
