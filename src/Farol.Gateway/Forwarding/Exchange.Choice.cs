using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <content>Which backend, and what when it fails.</content>
internal sealed partial class Exchange
{
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
        Span<byte> room = stackalloc byte[GeoDatabase.MaxLabelBytes];
        var key = SelectionKeys.Of(_pool, _client.Head, _client.HeadBytes, _address, _loopPool.Sticky, Region(room));
        var backend = _loopPool.Selector.Select(key, _tried.AsSpan(0, _triedCount), Loop.NowMicroseconds);
        _record.Reason = _loopPool.Selector.Reason;
        return backend;
    }

    /// <summary>What a trusted proxy says of the client comes before what its address says.</summary>
    private ReadOnlySpan<byte> Region(Span<byte> room) =>
        _snapshot.RegionHeader.Length > 0 && _pool.Settings.Algorithm == Configuration.Gateway.BalancingAlgorithm.GeoProximity && _snapshot.TrustedProxies.Contains(_client.Info.Address)
        && SelectionKeys.ValueOf(_snapshot.RegionHeader, _client.Head, _client.HeadBytes) is { IsEmpty: false } told
            ? told
            : _snapshot.RegionOf(_pool, _address, room);

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
        var idle = _freshOnly || AsksForStream(_pool) || _pool.Settings.SendProxyProtocol != Configuration.Gateway.ProxyProtocolVersion.Off ? null
            : mayRepeat ? connections.TakeIdle(_pool)
            : connections.TakeFresh(_pool);
        if (idle is not null)
        {
            idle.Use(this, isKnownClean: !mayRepeat);
            _upstream = idle;
            SendRequest();
            return;
        }

        _upstream = connections.TryConnect(_pool, this);
        if (_upstream is null && connections.IsExhausted)
        {
            ReleaseUpstream(reusable: false, Outcome.ClientGone);
            Answer(503, "the gateway has no descriptors left for a connection to the backend", 1);
        }
        else if (_upstream is null)
        {
            FailTry(Outcome.ConnectFailed);
        }
        else if (_wholeDue != long.MaxValue)
        {
            Loop.Timers.Set(_timer, _wholeDue);
        }
    }

    /// <summary>A try came to nothing: another backend may be asked where that is safe.</summary>
    private void FailTry(Outcome outcome, int status = 0)
    {
        var wasStale = outcome == Outcome.ResetBeforeResponse && _upstream is { IsReused: true } && !_freshOnly;
        var isSent = _upstream is { WasRefused: false } && _sentAt != 0;
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
