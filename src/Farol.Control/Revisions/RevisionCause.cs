namespace Farol.Control.Revisions;

/// <summary>Who makes a revision, and what of.</summary>
internal sealed record RevisionCause(string Actor, string Action, string Target)
{
    public string? From { get; init; }

    public string? TenantId { get; init; }

    public string? Reason { get; init; }

    public string Source { get; init; } = RevisionSources.Api;

    /// <summary>The revision that a rollback takes its content from.</summary>
    public long? BackTo { get; init; }

    public static RevisionCause Of(ConfigurationChange change) => new(change.Actor, change.Action, change.Target)
    {
        From = change.From,
        TenantId = change.TenantId,
        Reason = change.Reason,
    };
}
