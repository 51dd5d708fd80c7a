using System.Net.Sockets;
using Farol.Link.Peers;

namespace Farol.Link.Endpoints;

/// <summary>Reaches a control plane of the same user on this machine.</summary>
public sealed class LocalConnector : ILinkConnector
{
    private readonly UnixDomainSocketEndPoint _endpoint;

    /// <exception cref="FormatException">It is no address.</exception>
    public LocalConnector(string address)
    {
        Address = address;
        _endpoint = LocalAddress.Parse(address);
    }

    public string Address { get; }

    public async Task<LinkPeer> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(_endpoint, cancellationToken);
            LocalPeer.Check(socket);
            return new LinkPeer(new NetworkStream(socket, ownsSocket: true), $"process {LocalPeer.Credentials(socket).Process}");
        }
        catch (SocketException nobody)
        {
            socket.Dispose();
            throw new LinkException(LinkFault.Unreachable, $"{Address}: {nobody.Message}", nobody);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
