using System.Net;

namespace Farol.Access.LocalViewer;

/// <summary>Asks the kernel whose process holds the other end of a connection on this machine.</summary>
internal interface IPeerOwner
{
    /// <summary>The user id that owns the established socket with these ends; null when there is none on this machine.</summary>
    /// <param name="peer">The client's own end.</param>
    /// <param name="local">Our end.</param>
    uint? FindUserId(IPEndPoint peer, IPEndPoint local);

    /// <summary>The user id that this process runs as.</summary>
    uint OwnUserId { get; }
}
