using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Tls;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Http2;

/// <summary>A connection to a backend that carries many requests at once (RFC 9113).</summary>
internal sealed partial class Http2BackendConnection : Pollable, ITimed, IWork
{
    private readonly EventLoop _loop;
    private readonly BackendConnections _owner;
    private readonly Http2Loop _shared;
    private readonly Transport _transport;
    private readonly int _socket;
    private readonly LoopTimer _timer;
    private readonly HashSet<Http2BackendStream> _streams = [];
    private readonly Queue<Http2BackendStream> _ready = new();
    private bool _connected;
    private bool _goingAway;
    private bool _flushScheduled;

    public Http2BackendConnection(EventLoop loop, BackendConnections owner, Http2Loop shared, int socket, Transport transport)
    {
        _loop = loop;
        _owner = owner;
        _shared = shared;
        _socket = socket;
        _transport = transport;
        _timer = new LoopTimer(this);
    }

    /// <summary>Null until the connection stands. <see cref="Close"/> frees it.</summary>
    private Http2ClientSession? Session { get; set; }

    public override string Role => "HTTP/2 backend connection";

    public bool IsClosed { get; private set; }

    /// <summary>Streams can be opened.</summary>
    public bool IsReady => Session is not null && !IsClosed && !_goingAway;

    /// <summary>The backend's settings have come; they are the first that it sends.</summary>
    public bool HasSettings { get; private set; }

    public bool TakesWebSockets => Session is { TakesExtendedConnect: true };

    /// <summary>Streams that are open or wait for the connection.</summary>
    public int Streams => _streams.Count;

    /// <summary>It may take another stream, now or when it stands.</summary>
    public bool MayTake(int mostWaiting) => !IsClosed && !_goingAway && (Session is { } session ? session.CanOpen : _streams.Count < mostWaiting);

    public bool TryBegin(int connectMilliseconds)
    {
        if (!_loop.TryAdd(this, _socket, Everything))
        {
            Close();
            return false;
        }

        if (connectMilliseconds > 0)
        {
            _loop.Timers.Set(_timer, _loop.NowMilliseconds + connectMilliseconds);
        }

        return true;
    }

    /// <summary>A connection for one exchange, in the form of HTTP/1.1.</summary>
    public UpstreamConnection NewStream(bool isForWebSocket = false)
    {
        var stream = new Http2BackendStream(this, new BodyQueue(_loop.Buffers)) { IsForWebSocket = isForWebSocket };
        var upstream = new UpstreamConnection(_loop, _owner, UpstreamConnection.NoSocket, new Http2BackendTransport(this, stream), Configuration.Gateway.ProxyProtocolVersion.Off);
        stream.Reader = upstream;
        _ = _streams.Add(stream);
        if (Session is not null)
        {
            TimerWheel.Clear(_timer);
        }

        return upstream;
    }

    public bool TryOpen(Http2BackendStream stream, RequestHead head, ReadOnlySpan<byte> bytes)
    {
        stream.IsForHead = head.Method == Method.Head;
        if (stream.IsForWebSocket && !stream.TryReadKey(head, bytes))
        {
            return false;
        }

        return Session is { } session
            && RequestFields.TryWrite(_shared.Fields, head, bytes, _transport is TlsTransport)
            && session.TryOpen(stream, _shared.Fields, withBody: stream.IsForWebSocket || head.Framing != BodyFraming.None);
    }

    public int WriteData(Http2BackendStream stream, ReadOnlySpan<byte> data, bool isEnd) => Session?.WriteData(stream, data, isEnd) ?? 0;

    /// <param name="trailers">Field lines, each with its line end.</param>
    public void EndData(Http2BackendStream stream, ReadOnlySpan<byte> trailers = default)
    {
        _ = ResponseFields.TryAddLines(stream.Trailers, trailers);
        Session?.EndDataWithTrailers(stream);
        ScheduleFlush();
    }

    public void Consumed(Http2BackendStream stream, int count)
    {
        Session?.Consume(stream, count);
        ScheduleFlush();
    }

    /// <summary>Its exchange is over.</summary>
    public void Leave(Http2BackendStream stream)
    {
        stream.Reader = null;
        if (stream.StreamId != 0)
        {
            End(stream);
            ScheduleFlush();
        }

        stream.Free();
        _ = _streams.Remove(stream);
        if (_streams.Count == 0 && !IsClosed)
        {
            _loop.Timers.Set(_timer, _loop.NowMilliseconds + _owner.IdleMilliseconds);
        }
    }

    private void End(Http2BackendStream stream)
    {
        if (stream.IsForWebSocket && stream.IsFinished)
        {
            // The backend has ended its half in order; so does this side.
            Session?.EndData(stream);
        }
        else
        {
            Session?.Reset(stream, stream.IsFinished ? Http2Error.None : Http2Error.Cancel);
        }
    }

    /// <summary>Takes no more streams; ends when those under way have ended.</summary>
    public void Drain()
    {
        _goingAway = true;
        if (_streams.Count == 0)
        {
            Close();
        }
    }

    public void Close()
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        _loop.Remove(this);
        _loop.Timers.Remove(_timer);
        _owner.OnHttp2Closed(this);
        foreach (var stream in _streams.ToArray())
        {
            stream.StreamId = 0;
            stream.OnClosed(Http2Error.Cancel);
            stream.Reader?.OnReady(ReadyEvents.Read | ReadyEvents.Write | ReadyEvents.HangUp);
        }

        Session?.Output.Clear();
        Session?.Dispose();
        _transport.Close();
    }

    public void OnDue(LoopTimer timer) => Close();

    public override void OnFault() => Close();

    public override void OnReady(ReadyEvents events)
    {
        if (!_connected)
        {
            if (Posix.SocketError(_socket) != 0)
            {
                Close();
                return;
            }

            _connected = true;
        }

        if (Session is null)
        {
            Handshake();
            return;
        }

        if ((events & ReadyEvents.Write) != 0 && !Session.Output.IsEmpty)
        {
            FlushOutput();
        }

        if (!IsClosed && (events & ~ReadyEvents.Write) != 0)
        {
            Read();
        }
    }

    public void ScheduleFlush()
    {
        if (!_flushScheduled && !IsClosed)
        {
            _flushScheduled = true;
            _loop.RunAgain(this);
        }
    }

    public void Run()
    {
        _flushScheduled = false;
        if (!IsClosed)
        {
            FlushOutput();
        }
    }

    public void Discard()
    {
    }
}
