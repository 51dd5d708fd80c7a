namespace Farol.Link.Endpoints;

/// <summary>How a gateway reaches its control plane.</summary>
public interface ILinkConnector
{
    string Address { get; }

    /// <exception cref="LinkException">It cannot be reached, or is somebody else.</exception>
    Task<LinkPeer> ConnectAsync(CancellationToken cancellationToken);
}
