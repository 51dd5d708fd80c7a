namespace Farol.Control.Security.Events;

/// <summary>What was counted for one tenant, or for all. Used under the lock of <see cref="SecurityTallies"/>.</summary>
internal sealed class TenantTally
{
    public long Blocked { get; set; }

    public long FailedAuthAttempts { get; set; }

    public long RateLimitHits { get; set; }

    /// <summary>Oldest first.</summary>
    public LinkedList<SecurityEventBody> Recent { get; } = new();
}
