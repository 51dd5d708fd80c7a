using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.Hosting;

/// <summary>
/// Where listening sockets come from: from this process, or from a supervisor that keeps them open while this process is away, so that clients
/// wait in the backlog instead of being refused.
/// </summary>
public interface IListeningSockets
{
    /// <summary>
    /// A bound, listening, non-blocking socket; the caller owns the handle. Asked again for the same endpoint, a supervisor gives the same socket
    /// under another descriptor.
    /// </summary>
    /// <param name="name">The listener's: tells sockets of port 0 apart.</param>
    /// <param name="endpoint">Address and port; port 0: the kernel's choice, told by the socket.</param>
    /// <param name="cancellationToken">Ends the wait for the supervisor.</param>
    /// <exception cref="ListenException">It may not be bound, or is taken.</exception>
    Task<SafeSocketHandle> OpenAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken);

    /// <summary>Nobody listens there any more: whoever keeps the socket lets go of it, and the kernel refuses clients.</summary>
    Task ReleaseAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken);
}
