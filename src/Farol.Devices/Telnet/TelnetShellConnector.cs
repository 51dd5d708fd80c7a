using System.Net;
using System.Net.Sockets;

namespace Farol.Devices.Telnet;

/// <summary>Opens terminals over Telnet. Everything, the password too, crosses the network in clear: SSH is better wherever the router has it.</summary>
public sealed class TelnetShellConnector(TelnetSettings settings, TimeProvider time) : IShellConnector
{
    public string Protocol => "telnet";

    public string Target => settings.Target;

    public async Task<IShell> OpenAsync(CancellationToken cancellationToken)
    {
        if (settings.Validate() is { Count: > 0 } errors)
        {
            throw new DeviceException(DeviceFault.Settings, $"{Target}: {string.Join("; ", errors)}");
        }

        using var timer = new CancellationTokenSource(settings.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            var addresses = await Tcp.ResolveAsync(settings.Host, settings.Port, both.Token);
            return new TelnetShell(await ConnectAsync(addresses, both.Token), settings);
        }
        catch (SocketException e)
        {
            throw Tcp.NotConnected(e, Target);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Tcp.NoAnswer(Target, settings.ConnectTimeout);
        }
    }

    /// <summary>The first address that answers, each having its part of the time.</summary>
    private async Task<Socket> ConnectAsync(IPAddress[] addresses, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            var isLast = i == addresses.Length - 1;
            using var part = new CancellationTokenSource(settings.ConnectTimeout / addresses.Length, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, part.Token);
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                Tcp.Configure(socket);
                await socket.ConnectAsync(new IPEndPoint(addresses[i], settings.Port), both.Token);
                return socket;
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (isLast || cancellationToken.IsCancellationRequested || e is not (SocketException or OperationCanceledException))
                {
                    throw;
                }
            }
        }
    }
}
