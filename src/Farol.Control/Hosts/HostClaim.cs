namespace Farol.Control.Hosts;

/// <summary>A tenant's claim to a host name and all below it.</summary>
/// <param name="Token">What the DNS record says.</param>
/// <param name="Method">How it was proven; null: not yet.</param>
/// <param name="FailingSinceMs">Since when its record is known to be away; null: it is there, or nobody could be asked.</param>
/// <param name="Problem">What the last look found, in words.</param>
internal sealed record HostClaim(
    string TenantId,
    string Host,
    string Token,
    string? Method,
    long CreatedAtMs,
    long? ProvenAtMs,
    long? CheckedAtMs,
    long? FailingSinceMs,
    string? Problem)
{
    public const string ByDns = "dns";
    public const string ByPlatform = "platform";

    public bool IsProven => Method is not null;

    public string RecordName => $"_farol-challenge.{Host}";

    public string RecordValue => $"farol-verification={Token}";
}
