namespace Farol.Access.SecurityEvents;

/// <summary>One thing that security people want to know.</summary>
/// <param name="Type">attack, blocked, suspicious or allowed, as the contract has it.</param>
/// <param name="Rule">What saw it, lasting and machine-readable: <c>login.failed</c>, <c>token.refused</c>, <c>tenant.crossed</c>.</param>
/// <param name="Description">One sentence, without secrets and without personal data beyond the address.</param>
public sealed record SecurityEvent(SecurityEventType Type, SecuritySeverity Severity, string Rule, string Description)
{
    /// <summary>The address that it came from; null: unknown.</summary>
    public string? Source { get; init; }

    /// <summary>What it was aimed at: a path, an account, a host.</summary>
    public string? Target { get; init; }

    /// <summary>The tenant that sees it beside the platform; null: the platform alone.</summary>
    public string? TenantId { get; init; }

    /// <summary>Whether it was stopped.</summary>
    public bool Blocked { get; init; }
}
