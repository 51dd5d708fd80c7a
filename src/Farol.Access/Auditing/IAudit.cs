using Farol.Access.Paging;
using Farol.Store.Databases;

namespace Farol.Access.Auditing;

/// <summary>
/// The record of who did what: append-only, each entry chained to the one before by a keyed digest, so that an entry
/// changed, removed or put in between shows.
/// </summary>
public interface IAudit
{
    /// <summary>Writes an entry; returns once it is on disk.</summary>
    Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes an entry inside a unit of <see cref="IStateDatabase"/>: it is kept exactly if the change is.</summary>
    Task WriteAsync(DatabaseUnit unit, AuditEntry entry);

    /// <summary>Entries of a tenant (null: of all), newest first.</summary>
    Task<IReadOnlyList<AuditRecord>> ListAsync(string? tenantId, long? beforeSequence, int maxEntries, CancellationToken cancellationToken);

    /// <summary>A page of what a filter lets through, newest first.</summary>
    Task<Page<AuditRecord>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Checks the whole chain, and that it still has an entry that was noted down earlier.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken, AuditAnchor? anchor = null);
}
