namespace Farol.Gateway.Health;

/// <summary>One authority's word on a backend: what, since when, and why.</summary>
/// <param name="LastError">The latest failure that this authority saw, kept after recovery; null: none yet.</param>
internal sealed record HealthVerdict(HealthAuthority Authority, HealthState State, DateTimeOffset Since, string? LastError)
{
    public bool IsUsable => State is HealthState.Unknown or HealthState.Healthy;
}
