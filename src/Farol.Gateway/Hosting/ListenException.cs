using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.Hosting;

/// <summary>An address and port that cannot be listened on; the text says why and what to do. It does not know the setting: the caller names it.</summary>
public sealed class ListenException(IPEndPoint endpoint, SocketError error, string? detail = null)
    : Exception($"{endpoint} cannot be listened on: {Advice(endpoint, error, detail)}")
{
    private const int FirstFreePort = 1024;

    public IPEndPoint Endpoint { get; } = endpoint;

    public SocketError Error { get; } = error;

    /// <summary>What the kernel said, where the text says no more than that.</summary>
    public string? Detail { get; } = detail;

    private static string Advice(IPEndPoint endpoint, SocketError error, string? detail) => error switch
    {
        SocketError.AddressAlreadyInUse => "another program uses the port. Stop it, or give another port",
        SocketError.AccessDenied when endpoint.Port < FirstFreePort =>
            $"ports below {FirstFreePort} are not for ordinary users. Give another port; or let the service have it "
            + "(systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE); or the program (setcap cap_net_bind_service=+ep on the file \"farol\"); "
            + $"or everybody (sysctl net.ipv4.ip_unprivileged_port_start={endpoint.Port})",
        SocketError.AccessDenied => "this user may not. Give another port",
        SocketError.AddressNotAvailable => "the address is not of this machine. Give 0.0.0.0, [::] or an address of it",
        _ => detail ?? error.ToString(),
    };
}
