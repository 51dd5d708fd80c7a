using Farol.Link.Joining;

namespace Farol.Link.Endpoints;

/// <summary>Reaches the control plane that this gateway joined, on another machine.</summary>
public sealed class TlsConnector(RemoteAddress address, IdentityRenewal renewal, TimeProvider time) : ILinkConnector
{
    public string Address => address.ToString();

    public async Task<LinkPeer> ConnectAsync(CancellationToken cancellationToken)
    {
        var identity = renewal.Identity;
        var (tls, shown) = await TlsDial.ConnectAsync(address, identity, cancellationToken);
        using (shown)
        {
            if (LinkTrust.FaultOf(shown, identity.Authority, LinkTrust.ControlUsage, time.GetUtcNow()) is { } fault)
            {
                await tls.DisposeAsync();
                throw new LinkException(LinkFault.Peer, $"{Address} is not the control plane that this gateway joined: its certificate {fault}");
            }

            return new LinkPeer(tls, LinkTrust.NameOf(shown)) { Renewal = renewal };
        }
    }
}
