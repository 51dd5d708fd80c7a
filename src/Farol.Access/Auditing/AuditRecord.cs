namespace Farol.Access.Auditing;

/// <summary>A stored entry, as listings show it.</summary>
public sealed record AuditRecord(long Sequence, DateTimeOffset At, AuditEntry Entry);
