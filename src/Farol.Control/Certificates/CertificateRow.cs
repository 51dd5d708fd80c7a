namespace Farol.Control.Certificates;

/// <summary>A certificate as it is stored.</summary>
internal sealed class CertificateRow
{
    public const string Columns =
        "id AS Id, tenant_id AS TenantId, name AS Name, source AS Source, hosts AS Hosts, chain_pem AS ChainPem, key_sealed AS KeySealed, "
        + "certificate_file AS CertificateFile, key_file AS KeyFile, challenge AS Challenge, error AS Error, attempts AS Attempts, "
        + "next_attempt_ms AS NextAttemptMs, created_at_ms AS CreatedAtMs, created_by AS CreatedBy, changed_at_ms AS ChangedAtMs";

    public string Id { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>With blanks between.</summary>
    public string Hosts { get; init; } = "";

    public string? ChainPem { get; init; }

    public byte[]? KeySealed { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? Challenge { get; init; }

    public string? Error { get; init; }

    public long Attempts { get; init; }

    public long? NextAttemptMs { get; init; }

    public long CreatedAtMs { get; init; }

    public string CreatedBy { get; init; } = "";

    public long ChangedAtMs { get; init; }
}
