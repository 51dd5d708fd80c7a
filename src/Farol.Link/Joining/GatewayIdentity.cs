using System.Security.Cryptography.X509Certificates;

namespace Farol.Link.Joining;

/// <summary>Who a gateway is to its control plane, and whom it takes for it.</summary>
/// <param name="Certificate">With its key.</param>
/// <param name="Authority">Of the installation that it joined.</param>
public sealed record GatewayIdentity(X509Certificate2 Certificate, X509Certificate2 Authority)
{
    /// <summary>As the join token said.</summary>
    public string Name => LinkTrust.NameOf(Certificate);

    public DateTimeOffset EndsAt => LinkTrust.End(Certificate);

    /// <summary>A third of its time is left: long enough to find a control plane that is away for a month.</summary>
    public DateTimeOffset RenewAt => EndsAt - ((EndsAt - LinkTrust.Begin(Certificate) - LinkTrust.MaxClockSkew) / 3);
}
