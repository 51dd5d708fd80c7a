using Farol.Gateway.Http1;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Forwarding;

/// <content>From a request's first byte to the beginning of its exchange, or to its refusal.</content>
internal sealed partial class ClientConnection
{
    /// <summary>Other blocks are in force: a request that they no longer allow ends.</summary>
    public void EndBlocked()
    {
        if (_http2 is not null)
        {
            _http2.EndBlocked();
        }
        else
        {
            _exchange.EndBlocked();
        }
    }

    private bool ReadHead()
    {
        var input = _reader.Input;
        var wasEmpty = input.IsEmpty;
        if (wasEmpty && !_reader.Fill())
        {
            CloseIfOver();
            return false;
        }

        switch (Head.Parse(input.Pending, _gateway.HeadLimits))
        {
            case ParseOutcome.Complete:
                BeginExchange();
                return true;
            case ParseOutcome.Incomplete:
                if (wasEmpty)
                {
                    Loop.Timers.Set(_timer, Loop.NowMilliseconds + (long)Timeouts.HeaderRead.TotalMilliseconds);
                }

                if (_reader.Fill())
                {
                    return true;
                }

                CloseIfOver();
                return false;
            case ParseOutcome.Http2Preface when Listener.Http2 && !Info.IsTls && _requests == 0:
                BeginHttp2();
                return false;
            case ParseOutcome.Http2Preface:
                Refuse(505, ViolationText.For(Violation.Http2Preface));
                return true;
            default:
                _gateway.CountViolation(this, Head.Violation);
                Refuse(ViolationText.StatusOf(Head.Violation), ViolationText.For(Head.Violation));
                return true;
        }
    }

    private void CloseIfOver()
    {
        if (_reader.Broken)
        {
            Close();
        }
        else if (_reader.Ended)
        {
            End();
        }
    }

    /// <summary>Closes it, as soon as the kernel has the end of the last answer.</summary>
    private void End()
    {
        if (_transport.IsAllSent())
        {
            Close();
            return;
        }

        _closeAfter = true;
        _phase = ClientPhase.Finishing;
        SetTimer(Timeouts.SendIdle);
    }

    private bool Linger()
    {
        if (_reader.Fill())
        {
            _reader.Input.Clear();
            return true;
        }

        if (_reader.Ended || _reader.Broken)
        {
            Close();
        }

        return false;
    }

    private void BeginExchange()
    {
        _reader.Input.Keep(Head.HeadLength);
        _reader.BeginBody(Head.Framing, Head.ContentLength);
        _phase = ClientPhase.InExchange;
        _requests++;
        TimerWheel.Clear(_timer);
        var most = _gateway.Snapshot.Settings.Limits.MaxRequestsPerConnection;
        _closeAfter |= !Head.KeepAlive || (most > 0 && _requests >= most);
        _exchange.Start();
    }

    /// <summary>The request cannot be understood: it is answered, and nothing after it is read.</summary>
    private void Refuse(int status, string detail)
    {
        GatewayAnswers.Write(this, _gateway.Scratch, new GatewayAnswer { Status = status, Detail = detail, Close = true, Page = _gateway.Snapshot.PageFor(status) });
        _reader.Input.Clear();
        _phase = ClientPhase.Finishing;
        _ = _writer.Flush();
        Process();
    }
}
