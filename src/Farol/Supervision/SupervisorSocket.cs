using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Hosting;
using Farol.Link;
using Farol.Link.Peers;
using Farol.Supervision.Native;

namespace Farol.Supervision;

/// <summary>Where children speak to their supervisor. The kernel says which process is at the other end; only children are listened to.</summary>
internal sealed class SupervisorSocket(string address, ISupervisorWork work, KeptSockets sockets) : IDisposable
{
    private const int Backlog = 16;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
    private readonly Lock _gate = new();
    private readonly List<Socket> _watchers = [];

    public void Open()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(address));
        _listener.Listen(Backlog);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = await _listener.AcceptAsync(cancellationToken);
            _ = ServeAsync(socket, cancellationToken);
        }
    }

    /// <summary>Tells everybody who watches.</summary>
    public void Tell(ChildState state)
    {
        lock (_gate)
        {
            _watchers.RemoveAll(w => !TrySend(w, state.ToPacket()));
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        using (socket)
        {
            try
            {
                LocalPeer.Check(socket);
                var process = LocalPeer.Credentials(socket).Process;
                var buffer = new byte[Packet.MaxBytes];
                while (await socket.ReceiveAsync(buffer, cancellationToken) is var length && length > 0 && work.ChildOf(process) is { } child)
                {
                    child.Heard();
                    Handle(socket, process, child, Packet.Read(buffer.AsSpan(0, length)));
                }
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException or LinkException or IOException)
            {
                // A child that is gone is seen by its exit; a stranger is not answered.
            }

            lock (_gate)
            {
                _watchers.Remove(socket);
            }
        }
    }

    private void Handle(Socket socket, int process, SupervisedChild child, Packet? packet)
    {
        switch (packet?.Word)
        {
            case Packet.Ready:
                child.Ready();
                break;
            case Packet.Trying:
                child.Documents.Trying(packet.Field(0));
                break;
            case Packet.Applied:
                sockets.ReleaseUnused(process, id => work.ChildOf(id) is { } other && other != child);
                break;
            case Packet.Listen:
                Listen(socket, process, packet);
                break;
            case Packet.Release when IPEndPoint.TryParse(packet.Field(1), out var endpoint):
                sockets.Release(packet.Field(0), endpoint);
                break;
            case Packet.Start:
                work.Start(packet);
                break;
            case Packet.Watch:
                Watch(socket);
                break;
            default:
                break;
        }
    }

    private void Watch(Socket socket)
    {
        lock (_gate)
        {
            _watchers.Add(socket);
        }

        foreach (var state in work.States)
        {
            Tell(state);
        }
    }

    /// <summary>listen NUMBER NAME ENDPOINT → socket NUMBER, with the descriptor, or refused NUMBER ERROR TEXT.</summary>
    private void Listen(Socket socket, int process, Packet packet)
    {
        var number = packet.Field(0);
        try
        {
            var endpoint = IPEndPoint.Parse(packet.Field(2));
            var handle = sockets.Open(packet.Field(1), endpoint, process);
            DescriptorPassing.Send(socket.SafeHandle, Packet.Of(Packet.Socket, number).ToBytes(), handle);
        }
        catch (ListenException refused)
        {
            TrySend(socket, Packet.Of(Packet.Refused, number, refused.Error.ToString(), (refused.Detail ?? "").ReplaceLineEndings(" ")));
        }
    }

    private static bool TrySend(Socket socket, Packet packet)
    {
        try
        {
            DescriptorPassing.Send(socket.SafeHandle, packet.ToBytes(), descriptor: null);
            return true;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
