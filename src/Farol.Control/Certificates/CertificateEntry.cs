namespace Farol.Control.Certificates;

/// <summary>A certificate with its key, or one that is being ordered. Immutable; holds a secret, never log it whole.</summary>
internal sealed record CertificateEntry
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>As its tenant knows it.</summary>
    public required string Name { get; init; }

    public required CertificateSource Source { get; init; }

    /// <summary>In lower case.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Null: not issued yet, or in a file.</summary>
    public string? ChainPem { get; init; }

    /// <summary>The private key in clear. Secret.</summary>
    public string? KeyPem { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>http-01 or tls-alpn-01; null: it is not ordered.</summary>
    public string? Challenge { get; init; }

    /// <summary>Why the last order failed; null: it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Orders that failed in a row.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is ordered next; null: never.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public override string ToString() => $"certificate {Name}";
}
