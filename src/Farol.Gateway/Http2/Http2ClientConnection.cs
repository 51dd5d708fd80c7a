using Farol.Configuration.Gateway;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Hosting;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Http2;

/// <summary>
/// A client's connection that speaks HTTP/2. Its socket, its timer and its place among the loop's clients are those of the
/// <see cref="ClientConnection"/> that it began as.
/// </summary>
internal sealed partial class Http2ClientConnection : IWork
{
    /// <summary>Reads in one go before other connections of the loop have their turn.</summary>
    private const int MaxReadsAtOnce = 16;

    private readonly GatewayLoop _gateway;
    private readonly Transport _transport;
    private readonly ClientConnection _owner;
    private readonly HashSet<Http2ClientStream> _streams = [];
    private bool _flushScheduled;
    private bool _hasAsked;
    private bool _mayAskOnce;
    private bool _draining;
    private bool _ending;
    private bool _closed;
    private int _requests;

    public Http2ClientConnection(GatewayLoop gateway, Transport transport, ClientConnection owner)
    {
        _gateway = gateway;
        _transport = transport;
        _owner = owner;
        Session = new Http2ServerSession(this, LimitsOf(gateway.Snapshot.Settings.Limits), gateway.Loop.Buffers);
    }

    public Http2ServerSession Session { get; }

    public long Acknowledged => _owner.Acknowledged;

    public ClientInfo Info => _owner.Info;

    public ListenerSection Listener => _owner.Listener;

    public FieldBlock Fields => _gateway.Http2.Fields;

    /// <summary>Begins, with bytes that were read before it was known that they are HTTP/2.</summary>
    public void Begin(ReadOnlySpan<byte> bytes)
    {
        SetIdleTimer();
        Receive(bytes);
        if (!_closed)
        {
            Read();
        }
    }

    public void OnReady(ReadyEvents events)
    {
        if ((events & (ReadyEvents.HangUp | ReadyEvents.Error)) != 0)
        {
            _owner.Close();
            return;
        }

        if ((events & ReadyEvents.Write) != 0 && !Session.Output.IsEmpty)
        {
            FlushOutput();
        }

        if (!_closed && (events & (ReadyEvents.Read | ReadyEvents.PeerHangUp)) != 0)
        {
            Read();
        }
    }

    /// <summary>The time without a stream is over, or the time to end.</summary>
    public void OnDue()
    {
        if (_draining || _ending)
        {
            _owner.Close();
        }
        else
        {
            SayGoodbye();
        }
    }

    /// <summary>Takes no new streams; ends when those under way have ended. A client that has not asked anything yet may, and soon.</summary>
    public void Drain()
    {
        if (_hasAsked)
        {
            SayGoodbye();
        }
        else if (!_closed && !_draining)
        {
            _mayAskOnce = true;
            _owner.SetIdleTimer(_gateway.FirstRequestTime);
        }
    }

    private void SayGoodbye()
    {
        if (_draining || _closed)
        {
            return;
        }

        _draining = true;
        // First the announcement, then, when everything sent before it has come, the last stream that is served (RFC 9113, 6.8).
        Session.BeginDrain();
        Session.Ping();
        ScheduleFlush();
        if (_streams.Count == 0)
        {
            SetIdleTimer();
        }
    }

    /// <summary>Other blocks are in force: requests that they no longer allow end.</summary>
    public void EndBlocked()
    {
        foreach (var stream in _streams.ToArray())
        {
            stream.EndBlocked();
        }
    }

    /// <summary>The socket is being closed: what streams still wait for will not come.</summary>
    public void OnClosed()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        foreach (var stream in _streams)
        {
            stream.OnClosed();
            _gateway.Http2.Return(stream);
        }

        _streams.Clear();
        Session.Output.Clear();
        Session.Dispose();
    }

    /// <summary>What waits leaves at the end of the loop's turn: the answers of many streams in one call.</summary>
    public void ScheduleFlush()
    {
        if (!_flushScheduled && !_closed)
        {
            _flushScheduled = true;
            _gateway.Loop.RunAgain(this);
        }
    }

    public void Run()
    {
        _flushScheduled = false;
        if (!_closed)
        {
            FlushOutput();
        }
    }

    public void Discard()
    {
    }

    private static Http2Limits LimitsOf(LimitsSection limits) => new()
    {
        MaxConcurrentStreams = limits.MaxHttp2Streams,
        MaxResets = limits.MaxHttp2Resets,
        MaxHeaderListBytes = limits.MaxHeadBytes,
        MaxFields = limits.MaxHeaderFields,
    };

    private void Read()
    {
        var buffer = _gateway.Http2.ReadBuffer;
        for (var i = 0; i < MaxReadsAtOnce; i++)
        {
            var count = _transport.Read(buffer);
            if (count is 0 or Transport.Broken)
            {
                _owner.Close();
                return;
            }

            if (count == Transport.WouldBlock)
            {
                FlushOutput();
                return;
            }

            Receive(buffer.AsSpan(0, count));
            if (_closed)
            {
                return;
            }

            if (count < buffer.Length && _transport.ShortReadDrains)
            {
                FlushOutput();
                return;
            }
        }

        _gateway.Loop.RunAgain(new LoopRead(this));
        FlushOutput();
    }

    private void Receive(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && !_ending)
        {
            _ending = !Session.Receive(bytes, _gateway.Loop.NowMilliseconds);
            Session.Dispatch();
        }
    }

    private void FlushOutput()
    {
        while (!_closed)
        {
            Session.Flush();
            Session.Dispatch();
            if (Session.Output.IsEmpty)
            {
                Session.Output.ReleaseIfEmpty();
                CloseIfOver();
                return;
            }

            var count = _transport.Write(Session.Output.Pending);
            if (count == Transport.WouldBlock)
            {
                return;
            }

            if (count == Transport.Broken)
            {
                _owner.Close();
                return;
            }

            Session.Output.Take(count);
            Session.OnOutputSent();
        }
    }

    private void CloseIfOver()
    {
        if (_ending || !Session.IsAlive)
        {
            _transport.ShutdownWrite();
            _owner.Close();
        }
    }

    private void SetIdleTimer() => _owner.SetIdleTimer(_gateway.Snapshot.Settings.Timeouts.KeepAlive);

    /// <summary>Goes on reading after other connections had their turn.</summary>
    private sealed class LoopRead(Http2ClientConnection connection) : IWork
    {
        public void Run()
        {
            if (!connection._closed)
            {
                connection.Read();
            }
        }

        public void Discard()
        {
        }
    }
}
