using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Forwarding;

/// <summary>One HTTP/1.1 connection of a client: reads one request after another and gives each to its exchange.</summary>
internal sealed partial class ClientConnection : Pollable, ITimed, IClient
{
    /// <summary>After the last answer what the client still sends is read and dropped for so long, lest a reset destroys that answer.</summary>
    private const int LingerMilliseconds = 2000;

    /// <summary>A client that has shut its sending side may still wait for the answer, or may be gone: no segment tells which.</summary>
    private const int HalfClosedMilliseconds = 10_000;

    private readonly GatewayLoop _gateway;
    private readonly int _socket;
    private readonly Transport _transport;
    private readonly LoopTimer _timer;
    private readonly WireReader _reader;
    private readonly WireWriter _writer;
    private readonly Exchange _exchange;
    private ClientPhase _phase = ClientPhase.Handshaking;
    private byte[]? _savedHead;
    private int _requests;
    private long _acknowledged;
    private bool _closeAfter;
    private bool _hasHeard;
    private bool _processing;

    public ClientConnection(GatewayLoop gateway, int socket, Transport transport, ClientInfo info, ListenerSection listener)
    {
        _gateway = gateway;
        _socket = socket;
        _transport = transport;
        Info = info;
        Listener = listener;
        _timer = new LoopTimer(this);
        _reader = new WireReader(transport, gateway.Loop.Buffers);
        _writer = new WireWriter(transport, gateway.Loop.Buffers);
        _exchange = new Exchange(gateway, this);
    }

    /// <summary>Its place in the loop's list of clients.</summary>
    public int Place { get; set; }

    public override string Role => "client connection";

    public ClientInfo Info { get; }

    public ListenerSection Listener { get; }

    private EventLoop Loop => _gateway.Loop;

    private ClientTimeoutsSection Timeouts => _gateway.Snapshot.Settings.Timeouts;

    /// <summary>Begins to be watched; false when the kernel refuses, and the connection is closed then.</summary>
    public bool TryBegin()
    {
        if (!Loop.TryAdd(this, _socket, Everything))
        {
            Close();
            return false;
        }

        _transport.OnWatched(Loop, this);
        SetTimer(Listener.Tls is null ? Timeouts.HeaderRead : Timeouts.TlsHandshake);
        return true;
    }

    public override void OnReady(ReadyEvents events)
    {
        if (_http2 is not null)
        {
            _http2.OnReady(events);
            return;
        }

        _reader.Note(events);
        if (_phase == ClientPhase.Handshaking)
        {
            _hasHeard |= (events & ReadyEvents.Read) != 0;
            Handshake();
            return;
        }

        if ((events & (ReadyEvents.HangUp | ReadyEvents.Error)) != 0)
        {
            Close();
            return;
        }

        if ((events & ReadyEvents.Write) != 0 && (_writer.Blocked || _phase == ClientPhase.Finishing))
        {
            OnWritable();
        }

        if ((events & (ReadyEvents.Read | ReadyEvents.PeerHangUp)) != 0 && _phase != ClientPhase.Closed)
        {
            OnReadable(events);
        }
    }

    public override void OnFault() => Close();

    public void OnDue(LoopTimer timer)
    {
        switch (_phase)
        {
            case ClientPhase.Reading when !_reader.Input.IsEmpty:
                Refuse(408, "the request's head did not come in time");
                break;
            case ClientPhase.Http2:
                _http2!.OnDue();
                break;
            case ClientPhase.Finishing when Acknowledged is var acknowledged && acknowledged > _acknowledged:
                // Slow, not stuck.
                _acknowledged = acknowledged;
                SetTimer(Timeouts.SendIdle);
                break;
            case ClientPhase.Reading:
                End();
                break;
            case ClientPhase.InExchange:
                // Half closed and nothing to be told yet: it is taken for gone.
                Close();
                break;
            default:
                Close();
                break;
        }
    }

    public void Close()
    {
        if (_phase == ClientPhase.Closed)
        {
            return;
        }

        _phase = ClientPhase.Closed;
        _http2?.OnClosed();
        _exchange.OnClientGone();
        Loop.Remove(this);
        Loop.Timers.Remove(_timer);
        _reader.Input.Clear();
        _writer.Output.Clear();
        _transport.Close();
        _gateway.OnClosed(this);
    }

    /// <summary>Closes a connection that no loop has taken.</summary>
    public void CloseUnadopted()
    {
        _phase = ClientPhase.Closed;
        _transport.Close();
        _gateway.Bounds.End(Info.Address);
        _gateway.Bounds.End();
    }

    private void Handshake()
    {
        switch (_transport.Handshake())
        {
            case HandshakeOutcome.Done when ChoseHttp2():
                BeginHttp2();
                break;
            case HandshakeOutcome.Done:
                _phase = ClientPhase.Reading;
                SetTimer(IsDraining ? _gateway.FirstRequestTime : Timeouts.HeaderRead);
                Process();
                break;
            case HandshakeOutcome.Failed:
                _gateway.Meter.CountHandshakeFailed();
                Close();
                break;
        }
    }

    private void OnWritable()
    {
        if (_writer.Flush() && _exchange.IsActive)
        {
            _exchange.OnClientWritable();
        }

        Process();
    }

    private void OnReadable(ReadyEvents events)
    {
        if (_phase != ClientPhase.InExchange)
        {
            Process();
            return;
        }

        _exchange.OnClientReadable();
        if ((events & ReadyEvents.PeerHangUp) != 0 && _exchange.IsActive && !_exchange.IsTunnel && !_exchange.HasBegunResponse)
        {
            Loop.Timers.Set(_timer, Loop.NowMilliseconds + HalfClosedMilliseconds);
        }

        Process();
    }

    /// <summary>Goes on as far as it can: requests that came together are answered one after another.</summary>
    private void Process()
    {
        if (_processing)
        {
            return;
        }

        _processing = true;
        while (Advance())
        {
        }

        _processing = false;
    }

    private bool Advance()
    {
        if (_writer.Broken && _phase != ClientPhase.Closed)
        {
            Close();
        }

        switch (_phase)
        {
            case ClientPhase.Finishing when _writer.Flush() && (!_closeAfter || _transport.IsAllSent()):
                return BeginNext();
            case ClientPhase.Reading:
                return ReadHead();
            case ClientPhase.Lingering:
                return Linger();
            default:
                return false;
        }
    }

    private bool BeginNext()
    {
        if (!_closeAfter)
        {
            _phase = ClientPhase.Reading;
            SetTimer(Timeouts.KeepAlive);
            return true;
        }

        _transport.ShutdownWrite();
        _phase = ClientPhase.Lingering;
        Loop.Timers.Set(_timer, Loop.NowMilliseconds + LingerMilliseconds);
        return true;
    }

    private void SetTimer(TimeSpan time) => Loop.Timers.Set(_timer, Loop.NowMilliseconds + (long)time.TotalMilliseconds);
}
