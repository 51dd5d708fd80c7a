namespace Farol.Gateway.Http2;

/// <content>What the client says.</content>
internal sealed partial class Http2ClientConnection : IHttp2Events
{
    public Http2Stream TakeStream()
    {
        var stream = _gateway.Http2.TakeStream() ?? new Http2ClientStream(_gateway);
        stream.Attach(this);
        _ = _streams.Add(stream);
        _owner.ClearTimer();
        return stream;
    }

    public void OnHead(Http2Stream stream, FieldBlock fields, bool isEnd)
    {
        var most = _gateway.Snapshot.Settings.Limits.MaxRequestsPerConnection;
        if ((most > 0 && ++_requests >= most) || _mayAskOnce)
        {
            SayGoodbye();
        }

        _hasAsked = true;
        ((Http2ClientStream)stream).Begin(fields, isEnd);
    }

    public void OnBadHead(Http2Stream stream, Http2Fault fault)
    {
        if (fault == Http2Fault.HeadTooLarge)
        {
            ((Http2ClientStream)stream).Refuse(431, "the request's head is too large");
        }
        else
        {
            Session.ResetForBreach(stream);
        }
    }

    public void OnData(Http2Stream stream, ReadOnlySpan<byte> data) => ((Http2ClientStream)stream).Receive(data);

    public void OnTrailers(Http2Stream stream, FieldBlock fields) => ((Http2ClientStream)stream).ReceiveTrailers(fields);

    public void OnInputEnd(Http2Stream stream) => ((Http2ClientStream)stream).EndInput();

    public void OnWritable(Http2Stream stream) => ((Http2ClientStream)stream).OnWritable();

    public void OnClosed(Http2Stream stream, Http2Error code)
    {
        var closed = (Http2ClientStream)stream;
        closed.OnClosed();
        if (_streams.Remove(closed))
        {
            _gateway.Http2.Return(closed);
        }

        if (_streams.Count == 0 && !_closed)
        {
            SetIdleTimer();
        }
    }

    public void OnGoAway(int lastStreamId, Http2Error code)
    {
        // A client that says goodbye finishes what it has under way, and closes.
    }

    public void OnSettings()
    {
    }

    public void OnPingAnswered()
    {
        if (_draining)
        {
            Session.FinishDrain();
            ScheduleFlush();
        }
    }

    public void OnFault(Http2Fault fault) => _gateway.Http2.Count(fault);
}
