namespace Farol.Configuration.Gateway;

/// <summary>The answer to one ACME challenge (RFC 8555, RFC 8737).</summary>
public sealed record AcmeChallengeSection
{
    /// <summary>The host whose certificate is being ordered, in lower case.</summary>
    public string Host { get; init; } = "";

    /// <summary>The last part of <c>/.well-known/acme-challenge/</c>.</summary>
    public string Token { get; init; } = "";

    /// <summary>The token, a dot and the account key's thumbprint: what HTTP-01 answers with.</summary>
    public string KeyAuthorization { get; init; } = "";

    /// <summary>The certificate that TLS-ALPN-01 answers with; null where the order uses HTTP-01.</summary>
    public string? CertificatePem { get; init; }

    /// <summary>Its private key.</summary>
    public string? KeyPem { get; init; }

    public override string ToString() => $"challenge of {Host}";
}
