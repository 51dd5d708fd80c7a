namespace Farol.Control.Certificates.Acme;

/// <summary>What the authority wants to see before it issues for one host (RFC 8555, 7.1.4).</summary>
internal sealed record AcmeAuthorization
{
    public required AcmeIdentifier Identifier { get; init; }

    /// <summary>pending, valid, invalid, deactivated, expired or revoked.</summary>
    public required string Status { get; init; }

    public IReadOnlyList<AcmeChallenge> Challenges { get; init; } = [];
}
