namespace Farol.Access.Auditing;

/// <summary>POST /api/audit/verify: what checking the whole chain found.</summary>
internal sealed class AuditVerdictBody
{
    public required bool Intact { get; init; }

    /// <summary>Entries that are as they were written.</summary>
    public required long Entries { get; init; }

    /// <summary>Sequence of the first entry that does not fit; null: all do.</summary>
    public required long? BrokenAt { get; init; }

    public required string? Reason { get; init; }

    /// <summary>SEQUENCE:DIGEST of the newest entry, to be kept elsewhere; null: there is none, or the chain is broken.</summary>
    public required string? Last { get; init; }

    public static AuditVerdictBody From(AuditVerdict verdict) => new()
    {
        Intact = verdict.IsIntact,
        Entries = verdict.Entries,
        BrokenAt = verdict.BrokenAt,
        Reason = verdict.Reason,
        Last = verdict.Last?.ToString(),
    };
}
