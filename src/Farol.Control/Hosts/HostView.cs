namespace Farol.Control.Hosts;

/// <summary>A claim as the API shows it.</summary>
/// <param name="State">pending, proven, or failing: proven, and its record is away.</param>
/// <param name="Method">dns or platform; null: not proven.</param>
/// <param name="Record">What to publish, and to keep published.</param>
/// <param name="LostAt">A failing one is lost then; null: it is not failing.</param>
/// <param name="Problem">What the last look found; null: nothing wrong.</param>
internal sealed record HostView(
    string Host,
    string Tenant,
    string State,
    string? Method,
    HostView.DnsRecord Record,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ProvenAt,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? LostAt,
    string? Problem)
{
    public static HostView Of(HostClaim claim, HostOptions options) => new(
        claim.Host,
        claim.TenantId,
        !claim.IsProven ? "pending" : claim.FailingSinceMs is null ? "proven" : "failing",
        claim.Method,
        new DnsRecord(claim.RecordName, "TXT", claim.RecordValue),
        DateTimeOffset.FromUnixTimeMilliseconds(claim.CreatedAtMs),
        At(claim.ProvenAtMs),
        At(claim.CheckedAtMs),
        claim.IsProven ? At(claim.FailingSinceMs) + options.Grace : null,
        claim.Problem);

    private static DateTimeOffset? At(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>One record of a zone.</summary>
    internal sealed record DnsRecord(string Name, string Type, string Value);
}
