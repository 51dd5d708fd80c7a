using Farol.Configuration.Gateway;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.ProxyProtocol;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Upstreams;

/// <summary>One HTTP/1.1 connection to a backend: it serves one exchange at a time, and waits for the next in its loop's pool.</summary>
internal sealed class UpstreamConnection : Pollable, ITimed
{
    /// <summary>It is one stream of a connection that it shares, whose owner reports what <see cref="OnReady"/> needs to know.</summary>
    public const int NoSocket = -1;

    private readonly EventLoop _loop;
    private readonly BackendConnections _owner;
    private readonly LoopTimer _timer;
    private readonly int _socket;
    private readonly Transport _transport;
    private readonly ProxyProtocolVersion _announces;
    private ConnectionPhase _phase;
    private int? _unsureTurn;
    private Exchange? _exchange;

    public UpstreamConnection(EventLoop loop, BackendConnections owner, int socket, Transport transport, ProxyProtocolVersion announces)
    {
        _loop = loop;
        _owner = owner;
        _socket = socket;
        _transport = transport;
        _announces = announces;
        Epoch = owner.Epoch;
        _timer = new LoopTimer(this);
        Reader = new WireReader(transport, loop.Buffers, expectsMuch: true);
        Writer = new WireWriter(transport, loop.Buffers);
    }

    public WireReader Reader { get; }

    public WireWriter Writer { get; }

    public ResponseHead Head { get; } = new();

    /// <summary>The owner's when it was made.</summary>
    public int Epoch { get; }

    /// <summary>Requests that it has carried, this one included.</summary>
    public int Requests { get; private set; }

    /// <summary>It has served before, so that the backend may be closing it just now.</summary>
    public bool IsReused => Requests > 1;

    /// <summary>It began with the name of its client: no other may use it.</summary>
    public bool IsOfOneClient => _announces != ProxyProtocolVersion.Off;

    public bool WasRefused => _transport.WasRefused;

    public bool TakesWebSockets => _transport.TakesWebSockets;

    /// <summary>On the loop's clock, in milliseconds.</summary>
    public long IdleSince { get; private set; }

    public override string Role => "backend connection";

    /// <summary>Waits until the connection stands; the exchange hears of it.</summary>
    /// <returns>False when the loop cannot watch the socket; it is closed then.</returns>
    public bool TryOpen(Exchange exchange, int connectMilliseconds)
    {
        _exchange = exchange;
        _phase = ConnectionPhase.Connecting;
        if (_socket != NoSocket && !_loop.TryAdd(this, _socket, Everything))
        {
            _exchange = null;
            Close();
            return false;
        }

        _transport.OnWatched(_loop, this);

        if (connectMilliseconds > 0)
        {
            _loop.Timers.Set(_timer, _loop.NowMilliseconds + connectMilliseconds);
        }

        return true;
    }

    /// <summary>An idle connection takes the next exchange.</summary>
    /// <param name="isKnownClean"><see cref="IsStale"/> was asked just now.</param>
    public void Use(Exchange exchange, bool isKnownClean)
    {
        _exchange = exchange;
        _unsureTurn = isKnownClean ? null : _loop.Turn;
        _phase = ConnectionPhase.InUse;
        Requests++;
        TimerWheel.Clear(_timer);
    }

    /// <summary>True when the backend has closed it or said something unasked since it became idle.</summary>
    public bool IsStale() => _socket == NoSocket || _transport.HasPendingRead || Posix.PeekByte(_socket) >= 0 || Posix.LastError != Errno.TryAgain;

    /// <summary>The exchange is over. The connection waits for another, or ends.</summary>
    public void Release(bool reusable)
    {
        _exchange = null;
        Head.Reset();
        if (_socket == NoSocket || !reusable || Reader.HasMore() || !Writer.IsEmpty || Reader.Ended || Reader.Broken || !_owner.TryKeep(this))
        {
            Close();
            return;
        }

        Reader.Input.ReleaseIfEmpty();
        _phase = ConnectionPhase.Idle;
        IdleSince = _loop.NowMilliseconds;
        _loop.Timers.Set(_timer, _loop.NowMilliseconds + _owner.IdleMilliseconds);
    }

    public void Close()
    {
        if (_phase == ConnectionPhase.Closed)
        {
            return;
        }

        if (_phase == ConnectionPhase.Idle)
        {
            _owner.Forget(this);
        }

        _phase = ConnectionPhase.Closed;
        _exchange = null;
        _loop.Remove(this);
        _loop.Timers.Remove(_timer);
        Reader.Input.Clear();
        Writer.Output.Clear();
        _transport.Close();
        if (_socket != NoSocket)
        {
            _owner.OnClosed();
        }
    }

    /// <summary>The other side of a tunnel sends nothing more.</summary>
    public void ShutdownWrite() => _transport.ShutdownWrite();

    public override void OnReady(ReadyEvents events)
    {
        switch (_phase)
        {
            case ConnectionPhase.Connecting:
                OnConnected();
                break;
            case ConnectionPhase.Handshaking:
                OnHandshake();
                break;
            case ConnectionPhase.Idle:
                // The backend closes it, or speaks out of turn: neither may reach a client.
                if ((events & ~ReadyEvents.Write) != 0 && SaidSomething(events))
                {
                    Close();
                }

                break;
            case ConnectionPhase.InUse:
                OnExchange(events);
                break;
        }
    }

    public override void OnFault()
    {
        var exchange = _exchange;
        Close();
        exchange?.OnUpstreamFault();
    }

    public void OnDue(LoopTimer timer)
    {
        var exchange = _exchange;
        var phase = _phase;
        Close();
        if (phase is ConnectionPhase.Connecting or ConnectionPhase.Handshaking)
        {
            exchange?.OnUpstreamFailed(Outcome.ConnectTimeout);
        }
    }

    /// <summary>A ticket of TLS says nothing.</summary>
    private bool SaidSomething(ReadyEvents events)
    {
        Reader.Note(events);
        return _transport is not TlsTransport || Reader.HasMore() || Reader.Ended || Reader.Broken;
    }

    private void OnConnected()
    {
        if (_socket != NoSocket && (Posix.SocketError(_socket) != 0 || !TryAnnounce()))
        {
            FailConnect();
            return;
        }

        _phase = ConnectionPhase.Handshaking;
        OnHandshake();
    }

    /// <summary>Says who the client is, before TLS or anything else. A new socket takes so few bytes at once.</summary>
    private bool TryAnnounce()
    {
        if (_announces == ProxyProtocolVersion.Off || _exchange is not { } exchange)
        {
            return true;
        }

        Span<byte> header = stackalloc byte[ProxyHeaderWriter.MaxBytes];
        var length = ProxyHeaderWriter.Write(_announces, exchange.Client.Remote, exchange.Client.Local, header);
        return Posix.Send(_socket, header[..length]) == length;
    }

    private void OnHandshake()
    {
        switch (_transport.Handshake())
        {
            case HandshakeOutcome.Done:
                TimerWheel.Clear(_timer);
                _phase = ConnectionPhase.InUse;
                Requests++;
                _exchange?.OnUpstreamReady(this);
                break;
            case HandshakeOutcome.Failed:
                FailConnect();
                break;
        }
    }

    private void FailConnect()
    {
        var exchange = _exchange;
        Close();
        exchange?.OnUpstreamFailed(Outcome.ConnectFailed);
    }

    private void OnExchange(ReadyEvents events)
    {
        Reader.Note(events);
        if ((events & ReadyEvents.Write) != 0 && Writer.Blocked && Writer.Flush())
        {
            _exchange?.OnUpstreamWritable();
        }

        if ((events & ~ReadyEvents.Write) == 0)
        {
            return;
        }

        if (_unsureTurn == _loop.Turn)
        {
            // Reported in the batch in which the request went out, so it came before: no answer to it.
            _exchange?.OnUpstreamFailed(Outcome.ResetBeforeResponse);
            return;
        }

        _exchange?.OnUpstreamReadable();
    }
}
