using System.Net;
using System.Net.Sockets;

namespace Farol.Devices;

/// <summary>What SSH and Telnet have in common below their protocols: names, socket options, and what a failure of TCP means.</summary>
internal static class Tcp
{
    private const int MaxAddresses = 8;
    private const int KeepAliveTimeSeconds = 30;
    private const int KeepAliveIntervalSeconds = 10;
    private const int KeepAliveRetries = 3;

    /// <summary>IPPROTO_TCP and TCP_USER_TIMEOUT of tcp(7), which .NET has no name for.</summary>
    private const int TcpLevel = 6;

    private const int UserTimeoutOption = 18;
    private static readonly byte[] _userTimeoutMilliseconds = BitConverter.GetBytes(60_000);

    /// <exception cref="DeviceException">The name does not resolve.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return addresses.Length > 0 ? addresses[..Math.Min(addresses.Length, MaxAddresses)] : throw Unresolved(host, port, null);
        }
        catch (SocketException e)
        {
            throw Unresolved(host, port, e);
        }
    }

    /// <summary>Commands go out at once, and a peer that vanished without a word is noticed within a minute.</summary>
    public static void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveTimeSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
        socket.SetRawSocketOption(TcpLevel, UserTimeoutOption, _userTimeoutMilliseconds);
    }

    public static DeviceException NotConnected(SocketException error, string target) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new DeviceException(
            DeviceFault.ConnectionRefused,
            $"{target} refused the connection: nothing listens on that port; check the port and that the service is enabled on the router",
            error),
        SocketError.ConnectionReset => new DeviceException(
            DeviceFault.ConnectionLost, $"{target} reset the connection while it was being opened; check access lists on the way", error),
        SocketError.TooManyOpenSockets => new DeviceException(
            DeviceFault.Unreachable, $"{target} was not tried: this process has no free file descriptor; raise its limit (ulimit -n)", error),
        _ => new DeviceException(
            DeviceFault.Unreachable,
            $"{target} cannot be reached ({error.Message}); check the address, the route and firewalls on the way",
            error),
    };

    public static DeviceException NoAnswer(string target, TimeSpan limit) => new(
        DeviceFault.Unreachable,
        $"{target} did not answer within {limit.TotalSeconds:0.#} s; check the address, the route and firewalls on the way (ConnectTimeout)");

    private static DeviceException Unresolved(string host, int port, SocketException? error) => new(
        DeviceFault.Unreachable,
        $"{HostAndPort.Text(host, port)}: the name \"{host}\" does not resolve; check Host and the DNS servers of this machine",
        error);
}
