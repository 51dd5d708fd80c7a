using Farol.Gateway.Loop;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>
/// Bytes over one connected, non-blocking socket, in clear or through TLS. Belongs to one loop; never blocks, never throws on what a peer does.
/// </summary>
internal abstract class Transport
{
    /// <summary>The socket takes or gives nothing now; edge-triggered readiness says when to try again.</summary>
    public const int WouldBlock = -1;

    /// <summary>The connection is lost: reset, timed out by the kernel, or its TLS records make no sense.</summary>
    public const int Broken = -2;

    /// <summary>True when something of the peer waits above the socket, where looking at the socket does not show it.</summary>
    public abstract bool HasPendingRead { get; }

    /// <summary>True when a read that brought less than it had room for has emptied the socket, so that the next event says when to read again.</summary>
    public virtual bool ShortReadDrains => false;

    /// <summary>False when the peer has said that it takes no WebSockets; known once the handshake is done.</summary>
    public virtual bool TakesWebSockets => true;

    /// <summary>The peer has said that it did nothing of what was asked.</summary>
    public virtual bool WasRefused => false;

    /// <summary>Bytes that <see cref="Write(ReadOnlySpan{byte})"/> took and the kernel has not.</summary>
    public virtual int Sending => 0;

    /// <summary>A loop watches the socket, for this owner.</summary>
    public virtual void OnWatched(EventLoop loop, Pollable owner)
    {
    }

    /// <summary>Its owner writes in a way that gains nothing by a ring.</summary>
    public virtual void StayWithEpoll()
    {
    }

    /// <summary>True when the kernel has all that was written; else the owner hears of it by <see cref="ReadyEvents.Write"/>.</summary>
    public virtual bool IsAllSent() => true;

    /// <summary>Reads what there is: a count of bytes, 0 at the orderly end, <see cref="WouldBlock"/> or <see cref="Broken"/>.</summary>
    public abstract int Read(Span<byte> into);

    /// <summary>Writes what the socket takes: a count of bytes, <see cref="WouldBlock"/> or <see cref="Broken"/>.</summary>
    public abstract int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Writes two pieces, in one system call where the transport can; counts over both.</summary>
    public abstract int Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second);

    public abstract HandshakeOutcome Handshake();

    /// <summary>Says that nothing more will be sent; reading goes on.</summary>
    public abstract void ShutdownWrite();

    /// <summary>Frees what the transport holds and closes the socket; safe to call twice.</summary>
    public abstract void Close();
}
