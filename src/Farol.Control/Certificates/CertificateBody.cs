using System.Text.Json.Serialization;

namespace Farol.Control.Certificates;

/// <summary>A certificate as the API shows it; never with its key.</summary>
internal sealed record CertificateBody
{
    public required string Id { get; init; }

    [JsonPropertyName("tenant")]
    public required string TenantId { get; init; }

    public required string Name { get; init; }

    /// <summary>api, or file: it stands in the configuration file and is read-only here.</summary>
    public required string ManagedBy { get; init; }

    /// <summary>upload, file or acme.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>valid, expired, not_yet_valid, pending (ordered, none issued yet), failed (the last order did, none is there), or unknown (a file that cannot be read here).</summary>
    public required string Status { get; init; }

    /// <summary>Whether every linked gateway has it; null: none is linked.</summary>
    public bool? InForce { get; init; }

    /// <summary>Every gateway that was linked since the start, and whether it has it.</summary>
    public IReadOnlyList<HolderBody> Gateways { get; init; } = [];

    public string? Issuer { get; init; }

    public string? SerialNumber { get; init; }

    public string? FingerprintSha256 { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Of an ordered one: how the authority is convinced.</summary>
    public string? Challenge { get; init; }

    /// <summary>Why the last order failed; null: it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Orders that failed in a row.</summary>
    public int? Attempts { get; init; }

    /// <summary>When it is ordered or renewed next.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    /// <summary>When chain and key were taken, or something else was changed.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>A gateway that has it, or should.</summary>
    /// <param name="HasIt">Null: the gateway is away, or there is nothing to have yet.</param>
    public sealed record HolderBody(string Name, bool Connected, bool? HasIt);
}
