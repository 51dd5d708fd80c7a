using System.Text;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <content>The way to the backend.</content>
internal sealed partial class Exchange
{
    /// <summary>Backends tried for one request, at most; a setting may ask for less.</summary>
    private const int MaxTries = 8;

    /// <summary>DNS has 253 (RFC 1035); the rest is room for brackets.</summary>
    private const int MaxHostBytes = 256;

    /// <summary>Begins with the request whose head the client has just read whole.</summary>
    public void Start()
    {
        _snapshot = _gateway.Snapshot;
        _startedAt = Loop.NowMicroseconds;
        _phase = ExchangePhase.Connecting;
        _triedCount = 0;
        _bodyBytes = 0;
        _requestDone = false;
        _freshOnly = false;
        _record.Reset();
        _requestIdLength = RequestIds.Take(_client, _snapshot, _gateway, _requestId);
        Span<byte> hostBuffer = stackalloc byte[MaxHostBytes];
        var hostBytes = _client.Head.HostRange.Of(_client.HeadBytes);
        var host = hostBuffer[..(hostBytes.Length <= MaxHostBytes ? HostNames.Normalise(hostBytes, hostBuffer) : 0)];
        _route = Match(host, out var fault)!;
        _address = ClientAddresses.Of(_client, _snapshot.TrustedProxies);
        if (_route is not null)
        {
            _gateway.Meter.Begin(_route);
        }

        if (!AnswersItself(host, fault))
        {
            _pool = _route!.Pool!;
            _wholeDue = _route.WholeMilliseconds > 0 ? Loop.NowMilliseconds + _route.WholeMilliseconds : long.MaxValue;
            _loopPool = _gateway.PoolOf(_pool);
            _loopPool.Budget.CountRequest(_startedAt);
            Choose();
        }
    }

    private Route? Match(ReadOnlySpan<byte> host, out PathFault fault)
    {
        var head = _client.Head;
        var bytes = _client.HeadBytes;
        var route = _snapshot.Routes.Match(host, head.PathRange.Of(bytes), head, bytes, out fault);
        return route ?? (fault == PathFault.None && !_snapshot.Routes.KnowsHost(host) ? _snapshot.UnknownHost : null);
    }

    /// <summary>True when the answer needs no backend: unknown host, redirect, a limit.</summary>
    private bool AnswersItself(ReadOnlySpan<byte> host, PathFault fault)
    {
        var head = _client.Head;
        if (_client.Listener.RedirectToHttps && !_client.Info.IsTls)
        {
            Redirect(RedirectTemplate.ToHttps, host);
        }
        else if (fault != PathFault.None)
        {
            _gateway.CountPathFault(_client, fault);
            Answer(400, "the path has a dot segment, a backslash or a malformed escape");
        }
        else if (_route is null)
        {
            AnswerUnrouted(host);
        }
        else if (_gateway.Admit(_route, _address, _client) is { IsPassed: false } refused)
        {
            Answer(refused.Status, "the limit of requests is reached: try again later", refused.RetryAfterSeconds);
        }
        else if (_route.Redirect is { } redirect)
        {
            Redirect(redirect, host);
        }
        else if (head.ContentLength > _route.MaxBodyBytes)
        {
            Answer(413, "the request's body is larger than this route allows");
        }
        else
        {
            return false;
        }

        return true;
    }

    private void AnswerUnrouted(ReadOnlySpan<byte> host)
    {
        if (_snapshot.Routes.KnowsHost(host))
        {
            Answer(404, "no route of this host takes the path");
        }
        else
        {
            Answer(421, "no route is for this host");
        }
    }

    /// <summary>Finds a backend and a connection to it, or waits for one, or says why there is none.</summary>
    private void Choose()
    {
        if (Select() is { } backend)
        {
            Connect(backend);
        }
        else if (_loopPool.Selector.Reason == SelectionReason.AllFull)
        {
            Wait();
        }
        else
        {
            Answer(503, "no backend of this route is available", 1);
        }
    }

    private Backend? Select()
    {
        var key = SelectionKeys.Of(_pool, _client, _address, _loopPool.Sticky, default);
        var backend = _loopPool.Selector.Select(key, _tried.AsSpan(0, _triedCount), Loop.NowMicroseconds);
        _record.Reason = _loopPool.Selector.Reason;
        return backend;
    }

    private void Wait()
    {
        if (!_gateway.Queues.TryAdd(this, _pool))
        {
            _gateway.Meter.CountQueueFull();
            Answer(503, "every backend is at its bound and the queue is full", 1);
            return;
        }

        _gateway.Meter.CountQueued(_route);
        _phase = ExchangePhase.Queued;
        var wait = (long)_pool.Settings.QueueTimeout.TotalMilliseconds;
        Loop.Timers.Set(_timer, Math.Min(_wholeDue, Loop.NowMilliseconds + wait));
    }

    /// <summary>A place became free: the exchange tries to leave the queue. False: it must wait on.</summary>
    public bool TryLeaveQueue()
    {
        if (Select() is { } backend)
        {
            TimerWheel.Clear(_timer);
            Connect(backend);
            return true;
        }

        if (_loopPool.Selector.Reason == SelectionReason.AllFull)
        {
            return false;
        }

        Answer(503, "no backend of this route is available", 1);
        return true;
    }

    private void Connect(Backend backend)
    {
        _phase = ExchangePhase.Connecting;
        _backend = backend;
        _record.Backend = backend;
        _record.Tries++;
        _sentAt = 0;
        var connections = _gateway.ConnectionsOf(backend);
        var mayRepeat = Methods.IsIdempotent(_client.Head.Method);
        var idle = _freshOnly ? null
            : mayRepeat ? connections.TakeIdle()
            : connections.TakeFresh();
        if (idle is not null)
        {
            idle.Use(this, isKnownClean: !mayRepeat);
            _upstream = idle;
            SendRequest();
            return;
        }

        _upstream = connections.TryConnect(_pool, this);
        if (_upstream is null)
        {
            FailTry(Outcome.ConnectFailed);
        }
        else if (_wholeDue != long.MaxValue)
        {
            Loop.Timers.Set(_timer, _wholeDue);
        }
    }

    private void SendRequest()
    {
        _phase = ExchangePhase.Waiting;
        _sentAt = Loop.NowMicroseconds;
        var upstream = _upstream!;
        upstream.Reader.BeginBody(BodyFraming.None, 0);
        if (!RequestHeadWriter.TryWrite(upstream.Writer.Output, _client, Changes()))
        {
            ReleaseUpstream(reusable: false, Outcome.ClientGone);
            Answer(431, "the request's head is too large to be sent on");
            return;
        }

        upstream.Writer.BeginBody(_client.Head.Framing);
        Touch();
        PumpRequest();
    }

    private RequestChanges Changes()
    {
        var trusts = _gateway.Trusts(_client.Info);
        return new RequestChanges
        {
            Route = _route,
            Settings = _snapshot.Settings.ForwardedHeaders,
            TrustsClient = trusts,
            ForwardedFor = ForwardedFor.Of(_client, trusts, _gateway.Scratch),
            // Only HTTP/1.0 may come without a Host.
            BackendAuthority = _client.Head.AuthorityRange.IsEmpty ? Encoding.ASCII.GetBytes($"{_backend!.State.Host}:{_backend.State.Port}") : default,
            RequestId = _snapshot.Settings.ForwardedHeaders.RequestId ? _requestId.AsSpan(0, _requestIdLength) : default,
        };
    }

    /// <summary>Moves what has come of the request's body to the backend.</summary>
    private void PumpRequest()
    {
        if (_upstream is not { } upstream)
        {
            return;
        }

        for (var step = 0; !_requestDone; step++)
        {
            if (step == MaxStepsAtOnce)
            {
                GoOnLater();
                return;
            }

            switch (_client.ReadBody(out var data))
            {
                case BodyPart.Data:
                    var written = upstream.Writer.WriteBody(data);
                    if (written == 0)
                    {
                        AfterUpstreamWrite(upstream);
                        return;
                    }

                    _client.Taken(written);
                    _bodyBytes += written;
                    if (_bodyBytes > _route.MaxBodyBytes)
                    {
                        RefuseBody(413, "the request's body is larger than this route allows");
                        return;
                    }

                    break;
                case BodyPart.Wait:
                    _ = upstream.Writer.Flush();
                    AfterUpstreamWrite(upstream);
                    return;
                case BodyPart.End:
                    EndRequest(upstream);
                    return;
                case BodyPart.Malformed:
                    _gateway.CountViolation(_client, _client.BodyViolation);
                    RefuseBody(ViolationText.StatusOf(_client.BodyViolation), ViolationText.For(_client.BodyViolation));
                    return;
                default:
                    LoseClient();
                    return;
            }
        }

        _ = upstream.Writer.Flush();
        AfterUpstreamWrite(upstream);
    }

    private void EndRequest(UpstreamConnection upstream)
    {
        upstream.Writer.EndBody(_client.Trailers);
        _client.FinishBody();
        _requestDone = true;
        var flushed = upstream.Writer.Flush();
        if (IsTunnel && flushed)
        {
            upstream.ShutdownWrite();
        }

        Touch();
        AfterUpstreamWrite(upstream);
    }

    /// <summary>A backend that takes no more may have answered before: what it said is read first.</summary>
    private void AfterUpstreamWrite(UpstreamConnection upstream)
    {
        if (upstream.Writer.Broken)
        {
            upstream.Reader.Note(ReadyEvents.Read | ReadyEvents.HangUp);
            PumpResponse();
        }
    }

    private void RefuseBody(int status, string detail)
    {
        if (_phase == ExchangePhase.Waiting)
        {
            ReleaseUpstream(reusable: false, Outcome.ClientGone);
            Answer(status, detail);
        }
        else
        {
            AbortResponse(Outcome.ClientGone);
        }
    }

    private void LoseClient()
    {
        AbortResponse(Outcome.ClientGone);
    }

    /// <summary>A try came to nothing: another backend may be asked where that is safe.</summary>
    private void FailTry(Outcome outcome, int status = 0)
    {
        var wasStale = outcome == Outcome.ResetBeforeResponse && _upstream is { IsReused: true } && !_freshOnly;
        var isSent = _upstream is not null && _sentAt != 0;
        var failed = new FailedTry
        {
            Outcome = outcome,
            Status = status,
            IsIdempotent = Methods.IsIdempotent(_client.Head.Method),
            IsSent = isSent,
            IsBodyHeld = _client.TryRewind(),
            Tries = wasStale ? 1 : _record.Tries,
        };
        var backend = _backend;
        // A connection that the backend closed while it was idle says nothing about the backend.
        ReleaseUpstream(reusable: false, wasStale ? Outcome.ClientGone : outcome);
        if (RetryRules.Decide(failed, _pool.Settings.Retries) == RetryDecision.Retry && (wasStale || _loopPool.Budget.TryTake(_pool.Settings.Retries, Loop.NowMicroseconds)))
        {
            if (wasStale)
            {
                _freshOnly = true;
            }
            else if (backend is not null && _triedCount < MaxTries)
            {
                _tried[_triedCount++] = backend;
            }

            _requestDone = false;
            _bodyBytes = 0;
            RetryOrAnswer(outcome);
            return;
        }

        AnswerFailed(outcome);
    }

    private void RetryOrAnswer(Outcome outcome)
    {
        if (Select() is { } backend)
        {
            Connect(backend);
        }
        else
        {
            AnswerFailed(outcome);
        }
    }

    private void AnswerFailed(Outcome outcome)
    {
        var (status, detail) = outcome switch
        {
            Outcome.ConnectTimeout => (504, "the backend could not be reached in time"),
            Outcome.FirstByteTimeout => (504, "the backend did not answer in time"),
            Outcome.BadResponse => (502, "what the backend answered is not HTTP"),
            Outcome.ConnectFailed => (502, "the backend could not be reached"),
            _ => (502, "the backend closed the connection before it answered"),
        };
        Answer(status, detail);
    }
}
