namespace Farol.Access.Auditing;

/// <summary>What checking the chain found.</summary>
/// <param name="Entries">Entries that were checked.</param>
/// <param name="BrokenAt">Sequence of the first entry that does not fit; null when all do.</param>
/// <param name="Reason">What does not fit.</param>
public sealed record AuditVerdict(long Entries, long? BrokenAt, string? Reason)
{
    /// <summary>The newest entry of an intact chain, to be noted down elsewhere; null where there is none.</summary>
    public AuditAnchor? Last { get; init; }

    public bool IsIntact => BrokenAt is null;
}
