using System.Text;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Limits;
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
        _interims = 0;
        _bodyBytes = 0;
        _countedIn = 0;
        _countedOut = 0;
        _requestDone = false;
        _freshOnly = false;
        _record.Reset();
        _requestIdLength = RequestIds.Take(_client, _snapshot, _gateway, _requestId);
        Span<byte> hostBuffer = stackalloc byte[MaxHostBytes];
        var hostBytes = _client.Head.HostRange.Of(_client.HeadBytes);
        var host = hostBuffer[..(hostBytes.Length <= MaxHostBytes ? HostNames.Normalise(hostBytes, hostBuffer) : 0)];
        _address = ClientAddresses.Of(_client, _snapshot.TrustedProxies);
        _route = null!;
        if (_gateway.BlockOf(_address, route: null) is { } block)
        {
            RefuseBlocked(block);
            return;
        }

        if (AnswersChallenge(host))
        {
            return;
        }

        _route = Match(host, out var fault)!;
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

    /// <summary>True when an authority asks for the proof that a host is ours (RFC 8555, 8.3): before any route or redirect.</summary>
    private bool AnswersChallenge(ReadOnlySpan<byte> host)
    {
        var head = _client.Head;
        if (head.Method is not (Method.Get or Method.Head) || _snapshot.AcmeAnswers.Find(host, head.PathRange.Of(_client.HeadBytes)) is not { } proof)
        {
            return false;
        }

        _client.WriteLocal(new LocalResponse { Status = 200, ContentType = "application/octet-stream"u8, Body = proof, Close = !BodyIsRead() });
        FinishLocal(200);
        return true;
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
        else if (_route.Tenant is not null && _gateway.BlockOf(_address, _route) is { } block)
        {
            RefuseBlocked(block);
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
            return RefusesKeyless(_route.Pool!);
        }

        return true;
    }

    private void RefuseBlocked(BlockRule block)
    {
        _record.IsBlocked = true;
        _gateway.CountBlocked(block, _address, _route);
        Answer(403, "this client is blocked");
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

    private void SendRequest()
    {
        _phase = ExchangePhase.Waiting;
        _sentAt = Loop.NowMicroseconds;
        var upstream = _upstream!;
        if (IsWebSocket && !upstream.TakesWebSockets)
        {
            AnswerUntaken();
            return;
        }

        upstream.Reader.BeginBody(BodyFraming.None, 0);
        if (!RequestHeadWriter.TryWrite(upstream.Writer.Output, _client, Changes()))
        {
            ReleaseUpstream(reusable: false, Outcome.ClientGone);
            Answer(431, "the request's head is too large to be sent on");
            return;
        }

        upstream.Writer.BeginBody(_client.Head.Framing);
        BeginPace();
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
                    NoteBody();
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

                    if (IsBodyTooSlow(written))
                    {
                        RefuseBody(408, "the request's body comes slower than limits.minimum_body_bytes_per_second");
                        return;
                    }

                    break;
                case BodyPart.Wait:
                    _ = upstream.Writer.Flush();
                    AwaitBody();
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

        FlushRequest(upstream);
    }

    private void EndRequest(UpstreamConnection upstream)
    {
        upstream.Writer.EndBody(_client.Trailers);
        _client.FinishBody();
        _requestDone = true;
        NoteBody();
        Touch();
        FlushRequest(upstream);
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
}
