using Farol.Gateway.Forwarding;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.ProxyProtocol;

namespace Farol.Gateway.Hosting;

/// <summary>
/// A connection of a trusted proxy whose PROXY protocol header has not come whole. The header is looked at in the kernel's buffer and exactly
/// its bytes are taken from there, so that TLS finds its own first byte next.
/// </summary>
internal sealed class AwaitedHeader : Pollable, ITimed
{
    private readonly GatewayLoop _gateway;
    private readonly ListenerPort _port;
    private readonly ClientInfo _proxy;
    private readonly int _socket;
    private readonly LoopTimer _timer;

    public AwaitedHeader(GatewayLoop gateway, ListenerPort port, int socket, ClientInfo proxy)
    {
        _gateway = gateway;
        _port = port;
        _socket = socket;
        _proxy = proxy;
        _timer = new LoopTimer(this);
    }

    /// <summary>Its place in the loop's list.</summary>
    public int Place { get; set; }

    public ListenerPort Port => _port;

    public override string Role => "connection before its PROXY protocol header";

    public void Begin()
    {
        if (!_gateway.Loop.TryAdd(this, _socket, ReadyEvents.Read | ReadyEvents.PeerHangUp | ReadyEvents.EdgeTriggered))
        {
            Close();
            return;
        }

        SetTimer(_port.IsLeaving ? _gateway.FirstRequestTime : _gateway.Snapshot.Settings.Timeouts.HeaderRead);
    }

    /// <summary>Its listener is gone: header and request may be on their way.</summary>
    public void Drain() => SetTimer(_gateway.FirstRequestTime);

    public override void OnReady(ReadyEvents events)
    {
        var count = Posix.PeekAt(_socket, _gateway.Scratch.AsSpan(0, ProxyHeaderReader.MaxHeaderBytes));
        if (count < 0 && Posix.LastError is Errno.TryAgain or Errno.InterruptedCall)
        {
            return;
        }

        var outcome = count <= 0 ? ProxyHeaderOutcome.Refused : ProxyHeaderReader.Read(_gateway.Scratch.AsSpan(0, count), out var header) is var found && found == ProxyHeaderOutcome.Complete
            ? Take(header)
            : found;
        // The peer's half of the connection is closed: nothing will complete the header.
        if (outcome == ProxyHeaderOutcome.Refused || (outcome == ProxyHeaderOutcome.Incomplete && (events & (ReadyEvents.PeerHangUp | ReadyEvents.HangUp | ReadyEvents.Error)) != 0))
        {
            _gateway.CountRefused(_proxy.Address, "the connection of a trusted proxy did not begin with a PROXY protocol header");
            Close();
        }
    }

    public override void OnFault() => Close();

    public void OnDue(LoopTimer timer)
    {
        if (!_port.IsLeaving)
        {
            _gateway.CountRefused(_proxy.Address, "the PROXY protocol header did not come in time");
        }

        Close();
    }

    public void Close()
    {
        Leave();
        _gateway.Bounds.End();
        _ = Posix.Close(_socket);
    }

    private ProxyHeaderOutcome Take(in ProxyHeader header)
    {
        if (Posix.Receive(_socket, _gateway.Scratch.AsSpan(0, header.Length)) != header.Length)
        {
            return ProxyHeaderOutcome.Refused;
        }

        Leave();
        _gateway.Loop.Unwatch(_socket);
        var client = header is { Source: { } source, Destination: { } destination } ? new ClientInfo(source, destination, _proxy.IsTls) : _proxy;
        _port.Admit(_socket, client);
        return ProxyHeaderOutcome.Complete;
    }

    private void SetTimer(TimeSpan time) => _gateway.Loop.Timers.Set(_timer, _gateway.Loop.NowMilliseconds + (long)time.TotalMilliseconds);

    private void Leave()
    {
        _gateway.Loop.Remove(this);
        _gateway.Loop.Timers.Remove(_timer);
        _gateway.OnHeaderOver(this);
    }
}
