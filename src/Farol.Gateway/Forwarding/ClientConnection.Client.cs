using Farol.Gateway.Http1;
using Farol.Gateway.Native;

namespace Farol.Gateway.Forwarding;

/// <content>What its exchange sees of it.</content>
internal sealed partial class ClientConnection
{
    public bool IsHttp2 => false;

    public RequestHead Head { get; } = new();

    public ReadOnlySpan<byte> HeadBytes => _savedHead ?? _reader.Input.Kept;

    public bool IsLost => _phase == ClientPhase.Closed || _writer.Broken || _reader.Broken;

    public bool IsBlocked => _writer.Blocked;

    public long Acknowledged => _writer.TotalBytes - _transport.Sending - Posix.Unsent(_socket);

    public Violation BodyViolation => _reader.Violation;

    public ReadOnlySpan<byte> Trailers => _reader.Trailers;

    public BodyPart ReadBody(out ReadOnlySpan<byte> data) => _reader.ReadBody(out data);

    public void Taken(int count) => _reader.Taken(count);

    public void FinishBody() => _reader.FinishBody();

    public bool TryRewind()
    {
        if (!_reader.Input.CanRewind)
        {
            return false;
        }

        _reader.Input.Rewind();
        _reader.BeginBody(Head.Framing, Head.ContentLength);
        return true;
    }

    public void WriteInterim(ResponseHead head, ReadOnlySpan<byte> headBytes)
    {
        if (!Head.IsHttp10)
        {
            _ = ResponseHeadWriter.TryWriteInterim(_writer.Output, head, headBytes);
        }
    }

    public bool WriteHead(ResponseHead head, ReadOnlySpan<byte> headBytes, in ResponseChanges changes)
    {
        var framing = changes.FramingOf(head);
        if (framing is BodyFraming.Chunked or BodyFraming.UntilClose)
        {
            framing = Head.IsHttp10 ? BodyFraming.UntilClose : BodyFraming.Chunked;
        }

        _closeAfter |= changes.Close || framing == BodyFraming.UntilClose;
        if (!ResponseHeadWriter.TryWrite(_writer.Output, head, headBytes, changes, framing, Persistence()))
        {
            return false;
        }

        _writer.BeginBody(framing);
        return true;
    }

    public void WriteLocal(in LocalResponse response)
    {
        _closeAfter |= response.Close;
        _ = ResponseHeadWriter.TryWriteLocal(_writer.Output, response, withBody: Head.Method != Method.Head, Persistence());
        _writer.BeginBody(BodyFraming.None);
    }

    public int WriteBody(ReadOnlySpan<byte> data) => _writer.WriteBody(data);

    public void EndBody(ReadOnlySpan<byte> trailers) => _writer.EndBody(trailers);

    public void Flush() => _ = _writer.Flush();

    public void BeginTunnel()
    {
        // A tunnel may live for days: it must not hold a buffer for the sake of a few hundred bytes.
        _savedHead = HeadBytes.ToArray();
        _reader.Input.Forget();
        _reader.BeginBody(BodyFraming.UntilClose, 0);
        _writer.BeginBody(BodyFraming.UntilClose);
        _closeAfter = true;
    }

    public void EndTunnel() => Finished();

    public void Abort() => Close();

    public void Finished()
    {
        if (_phase == ClientPhase.Closed)
        {
            return;
        }

        // What the client still sends of an unread body is no next request.
        _closeAfter |= _reader.IsInBody;
        _savedHead = null;
        Head.Reset();
        _reader.Input.Forget();
        _phase = ClientPhase.Finishing;
        SetTimer(Timeouts.SendIdle);
        Process();
        if (_phase == ClientPhase.Finishing)
        {
            _acknowledged = Acknowledged;
        }
    }

    private ClientPersistence Persistence() =>
        _closeAfter ? ClientPersistence.Close : Head.IsHttp10 ? ClientPersistence.KeepAliveSaid : ClientPersistence.KeepAlive;
}
