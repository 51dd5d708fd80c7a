using Farol.Configuration.Gateway;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Hosting;

/// <summary>
/// One listening socket as one loop watches it. Whichever loop is woken accepts, and gives each connection to the loop with the fewest: that
/// spreads 64 connections as evenly as 64 000, which SO_REUSEPORT's hash does not (docs/adr/0017-connections-are-handed-to-the-loop-with-fewest.md).
/// </summary>
internal sealed class ListenerPort : Pollable, ITimed
{
    /// <summary>Accepted in one go before other connections have their turn.</summary>
    private const int MaxAtOnce = 64;

    /// <summary>Without a descriptor to accept with, the waiting connections would wake the loop without end.</summary>
    private const int PauseMilliseconds = 50;

    private const string NoDescriptors = "no descriptors are left: raise the limit of open files (LimitNOFILE)";

    private readonly GatewayServer _server;
    private readonly GatewayLoop _gateway;
    private readonly int _socket;
    private readonly LoopTimer _timer;
    private TlsServerContext? _lastTls;
    private volatile bool _isLeaving;

    public ListenerPort(GatewayServer server, GatewayLoop gateway, int socket, ListenerSection section)
    {
        _server = server;
        _gateway = gateway;
        _socket = socket;
        _timer = new LoopTimer(this);
        Section = section;
    }

    /// <summary>What the configuration in force says of it. Loop's thread only.</summary>
    public ListenerSection Section { get; set; }

    public override string Role => "listener";

    /// <summary>The configuration no longer has the listener, or the gateway ends: whom it still accepts may ask once.</summary>
    public bool IsLeaving => _isLeaving;

    /// <summary>What was promised to those who have reached it holds: TLS as it was. Any thread, before anything else is in force.</summary>
    public void Leave()
    {
        _lastTls = _server.Tls.OfListener(Section.Name);
        _isLeaving = true;
    }

    /// <summary>Begins to accept. Loop's thread only.</summary>
    public void Begin() => _gateway.Loop.Add(this, _socket, ReadyEvents.Read | ReadyEvents.Exclusive);

    public void End()
    {
        _gateway.Loop.Remove(this);
        // Somebody else may hold the socket, and then it would wake the loop for as long as it is open.
        _gateway.Loop.Unwatch(_socket);
        _gateway.Loop.Timers.Remove(_timer);
    }

    /// <summary>Tries again to accept.</summary>
    public void OnDue(LoopTimer timer) => Begin();

    public override void OnReady(ReadyEvents events)
    {
        _ = TryTakeAll(out var isShort);
        if (isShort)
        {
            Pause();
        }
    }

    /// <summary>Accepts those who wait; false: that was enough for one go, and others may wait still.</summary>
    /// <param name="isShort">No descriptor is left to accept them with.</param>
    public bool TryTakeAll(out bool isShort)
    {
        isShort = false;
        for (var i = 0; i < MaxAtOnce; i++)
        {
            var socket = Posix.Accept(_socket, out var address);
            if (socket >= 0)
            {
                Take(socket, address);
            }
            else if (Posix.LastError is not (Errno.TooManyFiles or Errno.TooManyFilesInSystem))
            {
                return true;
            }
            else if (_server.TryRefuseOne(_socket))
            {
                _gateway.CountRefused(GatewayLoop.NoClient, NoDescriptors);
            }
            else
            {
                isShort = true;
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives a connection whose client is known to a loop.</summary>
    /// <param name="socket">Watched by no loop, counted by <see cref="Limits.ConnectionBounds.TryBegin()"/>.</param>
    public void Admit(int socket, ClientInfo info)
    {
        if (_gateway.BlockOf(info) is { } block)
        {
            _gateway.CountBlocked(block, info.Address, route: null);
            Refuse(socket);
            return;
        }

        if (!_server.Bounds.TryBegin(info.Address, isBound: !_gateway.Trusts(info)))
        {
            _gateway.CountRefused(info.Address, "the client has as many connections as limits.max_connections_per_client allows");
            Refuse(socket);
            return;
        }

        var target = _server.LeastBusy(_gateway);
        if (TransportOver(socket, info) is not { } transport)
        {
            _server.Bounds.End(info.Address);
            _server.Bounds.End();
            return;
        }

        var client = new ClientConnection(target, socket, transport, info, Section);
        if (ReferenceEquals(target, _gateway))
        {
            target.Adopt(client, this);
        }
        else if (!target.Loop.TryPost(new AcceptedConnection(target, client, this)))
        {
            client.CloseUnadopted();
        }
    }

    /// <summary>Null when there is no TLS for it, or no memory; the socket is closed then. Whether it is TLS was decided when it was accepted: a client
    /// is never answered in clear where it was promised TLS, whatever changes meanwhile.</summary>
    private Transport? TransportOver(int socket, ClientInfo info)
    {
        if (!info.IsTls)
        {
            return new PlainTransport(socket);
        }

        if ((_isLeaving ? _lastTls : _server.Tls.OfListener(Section.Name)) is { } tls)
        {
            return tls.Accept(socket);
        }

        _ = Posix.Close(socket);
        return null;
    }

    private void Take(int socket, in SocketAddress address)
    {
        if (DescriptorReserve.IsKept(socket))
        {
            _gateway.CountRefused(GatewayLoop.NoClient, NoDescriptors);
            _ = Posix.Close(socket);
            return;
        }

        if (!_server.Bounds.TryBegin())
        {
            _gateway.CountRefused(GatewayLoop.NoClient, "there are as many connections as limits.max_connections allows, or as open files are left for");
            _ = Posix.Close(socket);
            return;
        }

        _ = Posix.SetOption(socket, SocketOption.Tcp, SocketOption.NoDelay, 1);
        var info = new ClientInfo(address.ToEndPoint(), Posix.LocalAddress(socket).ToEndPoint(), Section.Tls is not null);
        if (!Section.ProxyProtocol)
        {
            Admit(socket, info);
        }
        else if (_gateway.Trusts(info))
        {
            _gateway.Await(new AwaitedHeader(_gateway, this, socket, info));
        }
        else
        {
            _gateway.CountRefused(info.Address, "the listener takes connections of trusted proxies only (proxy_protocol), and gateway.trusted_proxies does not have this one");
            Refuse(socket);
        }
    }

    private void Refuse(int socket)
    {
        _server.Bounds.End();
        _ = Posix.Close(socket);
    }

    private void Pause()
    {
        _gateway.Loop.Remove(this);
        _gateway.Loop.Unwatch(_socket);
        _gateway.Loop.Timers.Set(_timer, _gateway.Loop.NowMilliseconds + PauseMilliseconds);
    }
}
