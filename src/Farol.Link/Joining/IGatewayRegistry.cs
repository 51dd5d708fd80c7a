using System.Security.Cryptography.X509Certificates;

namespace Farol.Link.Joining;

/// <summary>Which gateways may link from other machines. Kept by the control plane.</summary>
public interface IGatewayRegistry
{
    /// <summary>A certificate for a token, once.</summary>
    /// <param name="from">The address that asks, for the log.</param>
    /// <exception cref="LinkException"><see cref="LinkFault.Peer"/>: the token is unknown, used or too old; the text is for both ends.</exception>
    Task<X509Certificate2> JoinAsync(ReadOnlyMemory<byte> secret, ReadOnlyMemory<byte> signingRequest, string from, CancellationToken cancellationToken);

    /// <summary>The next certificate of a gateway that is linked.</summary>
    /// <exception cref="LinkException">It may have none any more.</exception>
    Task<X509Certificate2> RenewAsync(X509Certificate2 current, ReadOnlyMemory<byte> signingRequest, CancellationToken cancellationToken);

    /// <summary>Asked when a gateway links and, while it is linked, every second.</summary>
    /// <returns>Why this certificate may not speak, in words for both ends; <c>null</c>: it may.</returns>
    Task<string?> RefusalAsync(X509Certificate2 certificate, CancellationToken cancellationToken);
}
