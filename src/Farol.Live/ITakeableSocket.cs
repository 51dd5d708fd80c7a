using System.Net.Sockets;

namespace Farol.Live;

/// <summary>Feature of a connection whose transport gives its socket away when asked, for good; the web server sees the connection as ended.</summary>
public interface ITakeableSocket
{
    /// <summary>Called while the connection's first request is answered and nothing has been written.</summary>
    /// <param name="early">What the client has sent beyond that request.</param>
    /// <returns>Connected, non-blocking, and the caller's to close; null when the client has gone.</returns>
    Socket? Take(out ReadOnlyMemory<byte> early);
}
