using System.Net.Sockets;
using Farol.Link.Peers;

namespace Farol.Link.Endpoints;

/// <summary>Takes links of processes of the same user on this machine.</summary>
public sealed class LocalListener : ILinkListener
{
    /// <summary>Unix sockets refuse what does not fit here; far more than gateways that come back at once.</summary>
    private const int Backlog = 256;
    private readonly Socket _socket;
    private readonly string? _file;

    private LocalListener(string address, Socket socket, string? file)
    {
        Address = address;
        _socket = socket;
        _file = file;
    }

    public string Address { get; }

    /// <exception cref="LinkException">It cannot be bound.</exception>
    /// <exception cref="FormatException">It is no address.</exception>
    public static LocalListener Open(string address)
    {
        var endpoint = LocalAddress.Parse(address);
        var file = LocalAddress.File(address);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            RemoveStale(endpoint, file);
            socket.Bind(endpoint);
            if (file is not null)
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(Backlog);
            return new LocalListener(address, socket, file);
        }
        catch (Exception refused) when (refused is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new LinkException(LinkFault.Unreachable, $"{address} cannot be listened on: {refused.Message}", refused);
        }
    }

    public async Task<LinkPeer> AcceptAsync(CancellationToken cancellationToken)
    {
        var socket = await _socket.AcceptAsync(cancellationToken);
        try
        {
            LocalPeer.Check(socket);
            return new LinkPeer(new NetworkStream(socket, ownsSocket: true), $"process {LocalPeer.Credentials(socket).Process}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (_file is not null)
        {
            File.Delete(_file);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A file that nobody listens behind is what a killed process left; anything else is left alone, and binding says so.</summary>
    private static void RemoveStale(UnixDomainSocketEndPoint endpoint, string? file)
    {
        if (file is null || !File.Exists(file))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endpoint);
        }
        catch (SocketException nobody) when (nobody.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(file);
        }
    }
}
