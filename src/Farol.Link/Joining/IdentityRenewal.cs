using Farol.Link.GatewaySide;

namespace Farol.Link.Joining;

/// <summary>Keeps a gateway's certificate from ending: asks for the next one in time, over the link, for a new key.</summary>
public sealed class IdentityRenewal(IdentityFile file, GatewayIdentity identity, TimeProvider time) : IDisposable
{
    /// <summary>A control plane that does not answer is not asked every second.</summary>
    private static readonly TimeSpan _askAgain = TimeSpan.FromMinutes(1);

    private KeyRequest? _asked;
    private DateTimeOffset _askedAt;

    /// <summary>The one to present now.</summary>
    public GatewayIdentity Identity { get; private set; } = identity;

    public void Dispose() => _asked?.Dispose();

    /// <returns>A signing request that is due now, or <c>null</c>.</returns>
    internal byte[]? Due()
    {
        var now = time.GetUtcNow();
        if (now < Identity.RenewAt || (_asked is not null && now - _askedAt < _askAgain))
        {
            return null;
        }

        _asked?.Dispose();
        _asked = new KeyRequest();
        _askedAt = now;
        return _asked.SigningRequest;
    }

    /// <exception cref="LinkException">It is no certificate for what was asked.</exception>
    internal void Take(ReadOnlySpan<byte> issued, ILinkObserver observer)
    {
        using var asked = _asked ?? throw new LinkException(LinkFault.Malformed, "a certificate that nobody asked for");
        _asked = null;
        var next = asked.With(issued, Identity.Authority, time.GetUtcNow());
        try
        {
            file.Save(next);
            Identity = next;
        }
        catch (IOException full)
        {
            observer.NotKept("the renewed certificate of this gateway could not be kept, and is asked for again: " + full.Message);
        }
    }
}
