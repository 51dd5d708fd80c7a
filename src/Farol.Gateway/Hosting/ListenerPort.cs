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
internal sealed class ListenerPort : Pollable
{
    /// <summary>Accepted in one go before other connections have their turn.</summary>
    private const int MaxAtOnce = 64;

    private readonly GatewayServer _server;
    private readonly GatewayLoop _gateway;
    private readonly int _socket;
    private readonly int _localPort;

    public ListenerPort(GatewayServer server, GatewayLoop gateway, int socket, ListenerSection section)
    {
        _server = server;
        _gateway = gateway;
        _socket = socket;
        Section = section;
        _localPort = Posix.LocalAddress(socket).Port;
    }

    public ListenerSection Section { get; set; }

    public override string Role => "listener";

    /// <summary>Begins to accept. Loop's thread only.</summary>
    public void Begin() => _gateway.Loop.Add(this, _socket, ReadyEvents.Read | ReadyEvents.Exclusive);

    public void End() => _gateway.Loop.Remove(this);

    public override void OnReady(ReadyEvents events)
    {
        for (var i = 0; i < MaxAtOnce; i++)
        {
            var socket = Posix.Accept(_socket, out var address);
            if (socket < 0)
            {
                if (Posix.LastError is Errno.TooManyFiles or Errno.TooManyFilesInSystem)
                {
                    _server.RefuseOne(_socket);
                    continue;
                }

                return;
            }

            if (!_server.MayAccept())
            {
                _ = Posix.Close(socket);
                continue;
            }

            Give(socket, address);
        }
    }

    private void Give(int socket, in SocketAddress address)
    {
        _ = Posix.SetOption(socket, SocketOption.Tcp, SocketOption.NoDelay, 1);
        var target = _server.LeastBusy(_gateway);
        var tls = _server.Tls.OfListener(Section.Name);
        Transport? transport = tls is null ? new PlainTransport(socket) : tls.Accept(socket);
        if (transport is null)
        {
            return;
        }

        var info = new ClientInfo(address, tls: tls is not null, _localPort);
        var client = new ClientConnection(target, socket, transport, info, Section);
        if (ReferenceEquals(target, _gateway))
        {
            target.Adopt(client);
        }
        else if (!target.Loop.TryPost(new AcceptedConnection(target, client)))
        {
            client.CloseUnadopted();
        }
    }
}
