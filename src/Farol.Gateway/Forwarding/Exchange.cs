using Farol.Gateway.Health;
using Farol.Gateway.Hosting;
using Farol.Gateway.Loop;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <summary>
/// One request and its response: chooses route and backend, and moves bytes between the two connections as fast as the slower one takes them.
/// Its client owns it and uses it for one request after another, so that a request allocates nothing.
/// </summary>
internal sealed partial class Exchange : ITimed, IWork
{
    /// <summary>Reads and writes in one go before other connections of the loop have their turn.</summary>
    private const int MaxStepsAtOnce = 16;

    private readonly GatewayLoop _gateway;
    private readonly IClient _client;
    private readonly LoopTimer _timer;
    private readonly RequestRecord _record = new();
    private readonly Backend[] _tried = new Backend[MaxTries];
    private readonly byte[] _requestId = new byte[RequestIds.MaxBytes];

    private ExchangePhase _phase;
    private GatewaySnapshot _snapshot = null!;
    private Route _route = null!;
    private Pool _pool = null!;
    private LoopPool _loopPool = null!;
    private UInt128 _address;
    private Outcome? _observed;
    private Backend? _backend;
    private UpstreamConnection? _upstream;
    private int _triedCount;
    private int _interims;
    private int _requestIdLength;
    private long _startedAt;
    private long _sentAt;
    private long _wholeDue;
    private long _bodyBytes;
    private long _countedIn;
    private long _countedOut;
    private bool _requestDone;
    private bool _freshOnly;
    private bool _goesOn;

    public Exchange(GatewayLoop gateway, IClient client)
    {
        _gateway = gateway;
        _client = client;
        _timer = new LoopTimer(this);
        _bodyTimer = new LoopTimer(this);
        _roomTimer = new LoopTimer(this);
    }

    public bool IsActive => _phase != ExchangePhase.Idle;

    public bool HasBegunResponse => _phase is ExchangePhase.Streaming or ExchangePhase.Tunnel;

    public bool IsTunnel => _phase == ExchangePhase.Tunnel;

    public ClientInfo Client => _client.Info;

    private EventLoop Loop => _gateway.Loop;

    /// <summary>More of the request's body may be read.</summary>
    public void OnClientReadable()
    {
        if (_phase is ExchangePhase.Waiting or ExchangePhase.Streaming or ExchangePhase.Tunnel)
        {
            Touch();
            PumpRequest();
        }
    }

    /// <summary>The client takes bytes again.</summary>
    public void OnClientWritable()
    {
        if (_phase is ExchangePhase.Streaming or ExchangePhase.Tunnel)
        {
            StopAwaitingRoom();
            Touch();
            PumpResponse();
        }
    }

    /// <summary>Other blocks are in force: ends what they no longer allow. A tunnel would otherwise last for days.</summary>
    public void EndBlocked()
    {
        if (IsActive && _gateway.BlockOf(_address, _route) is { } rule)
        {
            _gateway.CountBlocked(rule, _address, _route);
            if (_phase == ExchangePhase.Queued)
            {
                _gateway.Queues.Remove(this, _pool);
            }

            AbortResponse(Outcome.ClientGone);
        }
    }

    /// <summary>The client is gone: nothing more is owed to anybody.</summary>
    public void OnClientGone()
    {
        if (_phase == ExchangePhase.Queued)
        {
            _gateway.Queues.Remove(this, _pool);
        }

        if (IsActive)
        {
            ReleaseUpstream(reusable: false, Outcome.ClientGone);
            End();
        }
    }

    /// <summary>The backend's connection stands: the request goes out.</summary>
    public void OnUpstreamReady(UpstreamConnection upstream)
    {
        _upstream = upstream;
        SendRequest();
    }

    public void OnUpstreamReadable()
    {
        Touch();
        PumpResponse();
    }

    public void OnUpstreamWritable()
    {
        Touch();
        PumpRequest();
    }

    /// <summary>The gateway itself failed on the backend's connection: the client must not wait for it.</summary>
    public void OnUpstreamFault()
    {
        if (IsActive)
        {
            AbortResponse(Outcome.ClientGone);
        }
    }

    /// <summary>No connection could be made.</summary>
    public void OnUpstreamFailed(Outcome outcome)
    {
        FailTry(outcome);
    }

    /// <summary>Its turn again, after other connections had theirs.</summary>
    public void Run()
    {
        _goesOn = false;
        if (_phase is ExchangePhase.Waiting or ExchangePhase.Streaming or ExchangePhase.Tunnel)
        {
            PumpRequest();
        }

        if (_phase is ExchangePhase.Streaming or ExchangePhase.Tunnel)
        {
            PumpResponse();
        }
    }

    public void Discard()
    {
    }

    public void OnDue(LoopTimer timer)
    {
        if (!ReferenceEquals(timer, _timer))
        {
            OnClientLate(timer);
            return;
        }

        var now = Loop.NowMilliseconds;
        switch (_phase)
        {
            case ExchangePhase.Queued:
                _gateway.Queues.Remove(this, _pool);
                Answer(503, "no backend took the request in time: all are at their bound");
                break;
            case ExchangePhase.Waiting when !_requestDone && !_continueIsDue && _upstream is { Writer.Blocked: false }:
                ReleaseUpstream(reusable: false, Outcome.ClientGone);
                Answer(408, "the request's body did not come in time");
                break;
            case ExchangePhase.Waiting when now < _wholeDue:
                FailTry(Outcome.FirstByteTimeout);
                break;
            case ExchangePhase.Connecting or ExchangePhase.Waiting:
                ReleaseUpstream(reusable: false, Outcome.FirstByteTimeout);
                Answer(504, "the backend did not answer in time");
                break;
            case ExchangePhase.Streaming or ExchangePhase.Tunnel:
                AbortResponse(Outcome.ClientGone);
                break;
        }
    }

    /// <summary>Something moved: the time for silence begins anew.</summary>
    private void Touch()
    {
        CountBytes();
        var idle = _phase switch
        {
            ExchangePhase.Waiting when _requestDone => _route.FirstByteMilliseconds,
            ExchangePhase.Tunnel => _route.UpgradedIdleMilliseconds,
            _ => _route.IdleMilliseconds,
        };
        var due = idle > 0 ? Loop.NowMilliseconds + idle : long.MaxValue;
        due = Math.Min(due, _wholeDue);
        if (due == long.MaxValue)
        {
            TimerWheel.Clear(_timer);
        }
        else
        {
            Loop.Timers.Set(_timer, due);
        }
    }

    private void GoOnLater()
    {
        if (!_goesOn)
        {
            _goesOn = true;
            Loop.RunAgain(this);
        }
    }

    /// <summary>The backend has answered: what that says of it is known now, whatever becomes of the body.</summary>
    private void Observe(Outcome outcome)
    {
        _observed = outcome;
        _loopPool.Selector.Observe(_backend!, outcome, _record.FirstByteMicroseconds, Loop.NowMicroseconds);
    }

    private void ReleaseUpstream(bool reusable, Outcome outcome)
    {
        var upstream = _upstream;
        _upstream = null;
        if (_backend is { } backend)
        {
            _backend = null;
            if (_observed is null || outcome is Outcome.ResetMidBody or Outcome.BadResponse)
            {
                _loopPool.Selector.Observe(backend, outcome, _record.FirstByteMicroseconds, Loop.NowMicroseconds);
            }

            _observed = null;
            _loopPool.Selector.Release(backend);
            _gateway.Queues.OnPlaceFree(_pool);
        }

        upstream?.Release(reusable);
    }

    private void End()
    {
        TimerWheel.Clear(_timer);
        StopWaiting();
        EndCompressing();
        Record();
        _phase = ExchangePhase.Idle;
    }

    /// <summary>The response has begun and cannot be finished.</summary>
    private void AbortResponse(Outcome outcome)
    {
        _record.Aborted = true;
        ReleaseUpstream(reusable: false, outcome);
        // What has come of it belongs to the client.
        _client.Flush();
        End();
        _client.Abort();
    }

}
