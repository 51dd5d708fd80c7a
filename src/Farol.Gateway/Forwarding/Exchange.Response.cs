using System.Text;
using Farol.Gateway.Balancing;
using Farol.Gateway.Compression;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <content>The way back to the client.</content>
internal sealed partial class Exchange
{
    /// <summary>Name, value and attributes; a longer one (its path is the operator's) is not set.</summary>
    private const int MaxSetCookieBytes = 1024;

    /// <summary>A 100, some 103: a backend that says more says it for ever.</summary>
    private const int MaxInterims = 16;

    /// <summary>Moves what has come of the response to the client.</summary>
    private void PumpResponse()
    {
        if (_upstream is not { } upstream || (_phase == ExchangePhase.Waiting && !ReadHead(upstream)))
        {
            return;
        }

        if (_compressor is { } compressor)
        {
            PumpCompressed(upstream, compressor);
            return;
        }

        for (var step = 0; step < MaxStepsAtOnce; step++)
        {
            switch (upstream.Reader.ReadBody(out var data))
            {
                case BodyPart.Data:
                    var written = _client.WriteBody(data);
                    if (written == 0)
                    {
                        AwaitRoom();
                        DropIfLost();
                        return;
                    }

                    upstream.Reader.Taken(written);
                    _record.BytesOut += written;
                    break;
                case BodyPart.Wait:
                    PauseResponse();
                    return;
                case BodyPart.End:
                    EndResponse(upstream);
                    return;
                case BodyPart.Truncated when IsTunnel:
                    EndTunnel();
                    return;
                case BodyPart.Truncated:
                    AbortResponse(Outcome.ResetMidBody);
                    return;
                default:
                    _gateway.CountViolation(_backend!, _route, upstream.Reader.Violation);
                    AbortResponse(Outcome.BadResponse);
                    return;
            }
        }

        GoOnLater();
    }

    /// <summary>The backend pauses: the client gets what there is.</summary>
    private void PauseResponse()
    {
        _client.Flush();
        if (_client.IsBlocked)
        {
            AwaitRoom();
        }

        DropIfLost();
    }

    private bool ReadHead(UpstreamConnection upstream)
    {
        var input = upstream.Reader.Input;
        while (true)
        {
            if (!input.IsEmpty)
            {
                switch (upstream.Head.Parse(input.Pending, HeadLimits.Default, _client.Head.Method))
                {
                    case ParseOutcome.Complete when upstream.Head.IsInterim && ++_interims > MaxInterims:
                        FailTry(Outcome.BadResponse);
                        return false;
                    case ParseOutcome.Complete when upstream.Head.IsInterim:
                        _client.WriteInterim(upstream.Head, input.Pending);
                        NoteContinue();
                        input.Take(upstream.Head.HeadLength);
                        upstream.Head.Reset();
                        continue;
                    case ParseOutcome.Complete:
                        return BeginResponse(upstream);
                    case ParseOutcome.Incomplete:
                        break;
                    default:
                        _gateway.CountViolation(_backend!, _route, upstream.Head.Violation);
                        FailTry(Outcome.BadResponse);
                        return false;
                }
            }

            if (!upstream.Reader.Fill())
            {
                if (upstream.Reader.Ended || upstream.Reader.Broken)
                {
                    FailTry(input.IsEmpty ? Outcome.ResetBeforeResponse : Outcome.BadResponse);
                }
                else
                {
                    _client.Flush();
                    DropIfLost();
                }

                return false;
            }
        }
    }

    private bool BeginResponse(UpstreamConnection upstream)
    {
        var head = upstream.Head;
        var input = upstream.Reader.Input;
        _record.FirstByteMicroseconds = Loop.NowMicroseconds - _sentAt;
        if (head.IsSwitchingProtocols && !_client.Head.IsWebSocketUpgrade)
        {
            FailTry(Outcome.BadResponse);
            return false;
        }

        if (IsRetriedStatus(head.Status))
        {
            FailTry(Outcome.ServerError, head.Status);
            return false;
        }

        _record.Status = head.Status;
        var changes = new ResponseChanges { Route = _route.ResponseHeaders, Lines = ResponseLines(upstream, out var coding), Coding = coding, Close = !_requestDone && !head.IsSwitchingProtocols };
        if (!_client.WriteHead(head, input.Pending, changes))
        {
            FailTry(Outcome.BadResponse);
            return false;
        }

        BeginCompressing(coding);
        Observe(head.Status >= 500 ? Outcome.ServerError : Outcome.Success);
        input.Take(head.HeadLength);
        if (head.IsSwitchingProtocols)
        {
            return BeginTunnel(upstream);
        }

        _phase = ExchangePhase.Streaming;
        Touch();
        upstream.Reader.BeginBody(head.Framing, head.ContentLength);
        return true;
    }

    private bool IsRetriedStatus(int status)
    {
        if (status < 500 || _pool.Settings.Retries.OnStatus.Count == 0 || _record.Tries > _pool.Settings.Retries.MaxAttempts)
        {
            return false;
        }

        for (var i = 0; i < _pool.Settings.Retries.OnStatus.Count; i++)
        {
            if (_pool.Settings.Retries.OnStatus[i] == status)
            {
                return Methods.IsIdempotent(_client.Head.Method) && _client.TryRewind() && _pool.Backends.Length > _triedCount + 1;
            }
        }

        return false;
    }

    private void EndResponse(UpstreamConnection upstream)
    {
        if (IsTunnel)
        {
            EndTunnel();
            return;
        }

        _client.EndBody(upstream.Reader.Trailers);
        upstream.Reader.FinishBody();
        ReleaseUpstream(upstream.Head.KeepAlive && _requestDone, Outcome.Success);
        _client.Flush();
        End();
        _client.Finished();
    }

    private void DropIfLost()
    {
        if (_client.IsLost)
        {
            LoseClient();
        }
    }

    private ReadOnlySpan<byte> ResponseLines(UpstreamConnection upstream, out ContentCoding coding)
    {
        coding = ContentCoding.None;
        var writer = new HeadWriter(_gateway.Scratch);
        if (_requestIdLength > 0 && _snapshot.Settings.ForwardedHeaders.RequestId)
        {
            writer.WriteField("X-Request-ID"u8, _requestId.AsSpan(0, _requestIdLength));
        }

        WriteSticky(ref writer);
        WriteDebug(ref writer);
        if (_route.Compression is { } rules)
        {
            coding = WriteCompression(ref writer, rules, upstream);
        }

        return _gateway.Scratch.AsSpan(0, writer.Length);
    }

    /// <summary>A client that is to stay with its backend, and does not know it yet, is told.</summary>
    private void WriteSticky(ref HeadWriter writer)
    {
        if (_loopPool.Sticky is not { } sticky || _record.Reason == SelectionReason.Sticky)
        {
            return;
        }

        Span<byte> value = stackalloc byte[MaxSetCookieBytes];
        var length = sticky.MaxSetCookieBytes <= value.Length ? sticky.WriteSetCookie(_backend!, _client.Info.IsTls, value) : 0;
        if (length > 0)
        {
            writer.WriteField("Set-Cookie"u8, value[..length]);
        }
    }

    /// <summary>Why this backend: for those who are allowed to know, when they ask.</summary>
    private void WriteDebug(ref HeadWriter writer)
    {
        if (_client.Head.Has(FieldName.XFarolDebug) && _snapshot.DebugNetworks.Contains(_address))
        {
            writer.WriteField("X-Farol-Debug"u8, Encoding.ASCII.GetBytes(
                $"route={_route.Name}; pool={_pool.Name}; backend={_backend!.Id}; reason={_record.Reason}; tries={_record.Tries}; revision={_snapshot.Revision}"));
        }
    }
}
