using Farol.Configuration.Gateway;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Hosting;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Http2;

/// <summary>One stream of a client's HTTP/2 connection: a client's side of an exchange, as an HTTP/1.1 connection is. Reused, also by other connections of the loop.</summary>
internal sealed class Http2ClientStream : Http2Stream, IClient
{
    private const int UsualHeadBytes = 2048;

    private readonly GatewayLoop _gateway;
    private readonly Exchange _exchange;
    private readonly BodyQueue _body;
    private Http2ClientConnection _connection = null!;
    private byte[] _head = new byte[UsualHeadBytes];
    private int _headLength;
    private byte[] _trailers = [];
    private int _trailersLength;
    private byte[]? _local;
    private int _localSent;
    private long _responseRemaining;
    private bool _isAnswered;

    public Http2ClientStream(GatewayLoop gateway)
    {
        _gateway = gateway;
        _exchange = new Exchange(gateway, this);
        _body = new BodyQueue(gateway.Loop.Buffers);
    }

    public ClientInfo Info => _connection.Info;

    public ListenerSection Listener => _connection.Listener;

    public bool IsHttp2 => true;

    public RequestHead Head { get; } = new();

    public ReadOnlySpan<byte> HeadBytes => _head.AsSpan(0, _headLength);

    public bool IsLost => StreamId == 0;

    public long Acknowledged => _connection.Acknowledged;

    public Violation BodyViolation => Violation.None;

    public new ReadOnlySpan<byte> Trailers => _trailers.AsSpan(0, _trailersLength);

    /// <summary>It belongs to a connection from now on.</summary>
    public void Attach(Http2ClientConnection connection)
    {
        _connection = connection;
        Head.Reset();
        _headLength = _trailersLength = _localSent = 0;
        _local = null;
        _responseRemaining = -1;
        _isAnswered = false;
        _body.Hold();
    }

    /// <summary>The request's head has come.</summary>
    public void Begin(FieldBlock fields, bool isEnd)
    {
        var most = RequestText.MaxLength(fields);
        if (_head.Length < most)
        {
            _head = new byte[most];
        }

        _headLength = RequestText.Write(fields, isEnd, _head, (_gateway.NextRandom(), _gateway.NextRandom()));
        if (_headLength == 0)
        {
            _connection.OnFault(Http2Fault.InvalidField);
            _connection.Session.ResetForBreach(this);
            return;
        }

        switch (Head.Parse(HeadBytes, _gateway.HeadLimits))
        {
            case ParseOutcome.Complete:
                _exchange.Start();
                break;
            default:
                _gateway.CountViolation(this, Head.Violation);
                Refuse(Head.Violation == Violation.None ? 400 : ViolationText.StatusOf(Head.Violation), Head.Violation == Violation.None ? "the request is malformed" : ViolationText.For(Head.Violation));
                break;
        }
    }

    /// <summary>An answer to what could not become an exchange.</summary>
    public void Refuse(int status, string detail)
    {
        GatewayAnswers.Write(this, _gateway.Scratch, new GatewayAnswer { Status = status, Detail = detail, Page = _gateway.Snapshot.PageFor(status) });
        Finished();
        Flush();
    }

    public void Receive(ReadOnlySpan<byte> data)
    {
        if (!_exchange.IsActive)
        {
            // Nobody wants it any more.
            _connection.Session.Consume(this, data.Length);
            return;
        }

        _body.Add(data);
        _exchange.OnClientReadable();
    }

    public void ReceiveTrailers(FieldBlock fields)
    {
        var most = RequestText.MaxLength(fields);
        if (_trailers.Length < most)
        {
            _trailers = new byte[most];
        }

        _trailersLength = RequestText.WriteTrailers(fields, _trailers);
        if (_trailersLength == 0 && fields.Count > 0)
        {
            _connection.OnFault(Http2Fault.InvalidField);
            _connection.Session.ResetForBreach(this);
        }
    }

    public void EndInput()
    {
        if (_exchange.IsActive)
        {
            _exchange.OnClientReadable();
        }
    }

    public void OnWritable()
    {
        if (_local is not null)
        {
            SendLocal();
        }
        else if (_exchange.IsActive)
        {
            _exchange.OnClientWritable();
        }
    }

    /// <summary>Other blocks are in force.</summary>
    public void EndBlocked() => _exchange.EndBlocked();

    /// <summary>The session has closed it, or the connection is gone.</summary>
    public void OnClosed()
    {
        StreamId = 0;
        _exchange.OnClientGone();
        _body.Clear();
        _local = null;
    }

    public BodyPart ReadBody(out ReadOnlySpan<byte> data)
    {
        data = _body.Front;
        return !data.IsEmpty ? BodyPart.Data
            : IsInputEnded ? BodyPart.End
            : StreamId == 0 ? BodyPart.Truncated
            : BodyPart.Wait;
    }

    public void Taken(int count)
    {
        var fresh = _body.Take(count);
        if (StreamId != 0 && fresh > 0)
        {
            _connection.Session.Consume(this, fresh);
            _connection.ScheduleFlush();
        }
    }

    public void FinishBody()
    {
        // Trailers stay: the request may be sent once more.
    }

    public bool TryRewind() => _body.TryRewind();

    public void WriteInterim(ResponseHead head, ReadOnlySpan<byte> headBytes)
    {
        var fields = _connection.Fields;
        if (ResponseFields.TryWrite(fields, head, headBytes, new ResponseChanges { Route = Snapshot.HeaderChanges.None }))
        {
            _ = _connection.Session.SubmitInterim(this, fields);
            Flush();
        }
    }

    public bool WriteHead(ResponseHead head, ReadOnlySpan<byte> headBytes, in ResponseChanges changes)
    {
        var fields = _connection.Fields;
        if (!ResponseFields.TryWrite(fields, head, headBytes, changes))
        {
            return false;
        }

        _body.StopHolding();
        var withBody = head.IsSwitchingProtocols || head.Framing != BodyFraming.None;
        _responseRemaining = changes.FramingOf(head) == BodyFraming.Counted && !head.IsSwitchingProtocols ? head.ContentLength : -1;
        _isAnswered = _connection.Session.SubmitResponse(this, fields, withBody);
        Flush();
        return true;
    }

    public void WriteLocal(in LocalResponse response)
    {
        var fields = _connection.Fields;
        var withBody = !response.Body.IsEmpty && Head.Method != Method.Head;
        _ = ResponseFields.TryWriteLocal(fields, response);
        _isAnswered = _connection.Session.SubmitResponse(this, fields, withBody);
        if (withBody)
        {
            _local = response.Body.ToArray();
            _localSent = 0;
            SendLocal();
        }
    }

    public int WriteBody(ReadOnlySpan<byte> data)
    {
        var written = _connection.Session.WriteData(this, data, isEnd: _responseRemaining == data.Length);
        _responseRemaining -= _responseRemaining > 0 ? written : 0;
        // What was taken lies in the connection's output, and the exchange flushes only when it has nothing more to give.
        Flush();
        return written;
    }

    public void EndBody(ReadOnlySpan<byte> trailers)
    {
        if (!trailers.IsEmpty)
        {
            base.Trailers.Clear();
            _ = ResponseFields.TryAddLines(base.Trailers, trailers);
            _connection.Session.EndDataWithTrailers(this);
        }
        else
        {
            _connection.Session.EndData(this);
        }

        Flush();
    }

    public void Flush() => _connection.ScheduleFlush();

    public void BeginTunnel()
    {
    }

    public void EndTunnel()
    {
        _connection.Session.EndData(this);
        Finished();
        Flush();
    }

    public void Abort()
    {
        _connection.Session.Reset(this, _isAnswered ? Http2Error.Internal : Http2Error.Cancel);
        Flush();
    }

    public void Finished()
    {
        // What has come of an unread body is nobody's; what would still come is not wanted (RFC 9113, 8.1).
        if (StreamId == 0)
        {
            return;
        }

        _connection.Session.Consume(this, UnconsumedBytes);
        _body.Clear();
        if (!IsInputEnded)
        {
            _connection.Session.ResetAfterEnd(this);
        }

        Flush();
    }

    private void SendLocal()
    {
        _localSent += _connection.Session.WriteData(this, _local.AsSpan(_localSent), isEnd: true);
        if (_localSent == _local!.Length)
        {
            _local = null;
        }

        Flush();
    }
}
