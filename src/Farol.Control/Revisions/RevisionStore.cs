using Farol.Access.Auditing;
using Farol.Configuration.Gateway;
using Farol.Store.Databases;

namespace Farol.Control.Revisions;

/// <summary>Revisions in state.db.</summary>
internal sealed class RevisionStore(IStateDatabase database, DocumentSeal seal, IAudit audit, TimeProvider time)
{
    /// <summary>The newest revision, which is the current one; null before the first.</summary>
    public Task<StoredRevision?> LoadCurrentAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async unit => await unit.FirstOrDefaultAsync<RevisionRow>($"SELECT {RevisionRow.Columns} FROM configuration_revisions ORDER BY number DESC LIMIT 1") is { } row
            ? await WithDocumentsAsync(unit, row)
            : null,
        cancellationToken);

    /// <summary>Null: there is none of that number, or it is no longer kept.</summary>
    public Task<StoredRevision?> FindAsync(long number, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => await FindRowAsync(unit, number) is { } row ? await WithDocumentsAsync(unit, row) : null,
        cancellationToken);

    /// <summary>Without its documents.</summary>
    public Task<RevisionRow?> FindRowAsync(long number, CancellationToken cancellationToken) => database.ReadAsync(unit => FindRowAsync(unit, number), cancellationToken);

    /// <summary>The newest revision before that one that is kept; null: there is none.</summary>
    public Task<long?> FindBeforeAsync(long number, CancellationToken cancellationToken) => database.ReadAsync(
        unit => unit.ScalarAsync<long?>("SELECT MAX(number) FROM configuration_revisions WHERE number < @number", new { number }), cancellationToken);

    /// <summary>A page of revisions, newest first, and how many there are.</summary>
    /// <param name="tenantId">Those that touched this tenant's objects; null: all.</param>
    public Task<(IReadOnlyList<RevisionRow> Rows, long Count)> ListAsync(string? tenantId, long skip, int take, CancellationToken cancellationToken) => database.ReadAsync<(IReadOnlyList<RevisionRow>, long)>(
        async unit =>
        {
            if (tenantId is null)
            {
                var all = await unit.QueryAsync<RevisionRow>($"SELECT {RevisionRow.Columns} FROM configuration_revisions ORDER BY number DESC LIMIT @take OFFSET @skip", new { take, skip });
                return ([.. all], await unit.ScalarAsync<long>("SELECT COUNT(*) FROM configuration_revisions"));
            }

            const string OfTenant = "FROM configuration_revisions WHERE number IN (SELECT number FROM configuration_revision_tenants WHERE tenant_id = @tenantId)";
            var own = await unit.QueryAsync<RevisionRow>($"SELECT {RevisionRow.Columns} {OfTenant} ORDER BY number DESC LIMIT @take OFFSET @skip", new { tenantId, take, skip });
            return ([.. own], await unit.ScalarAsync<long>($"SELECT COUNT(*) {OfTenant}", new { tenantId }));
        },
        cancellationToken);

    /// <summary>Which revision made each object what it is, and when.</summary>
    public Task<IReadOnlyList<ObjectRow>> ObjectsAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<ObjectRow>("SELECT name AS Name, number AS Number, changed_at_ms AS ChangedAtMs FROM configuration_objects", null, cancellationToken);

    /// <summary>Stores the revisions in order, with their audit entries, all or none; the last is current once this returns.</summary>
    public Task AddAsync(IReadOnlyList<RevisionDraft> drafts, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            foreach (var draft in drafts)
            {
                await AddAsync(unit, draft);
            }
        },
        cancellationToken);

    /// <summary>Forgets revisions of before that time, but never the newest so many.</summary>
    /// <returns>How many.</returns>
    public Task<int> PruneAsync(TimeSpan keep, int keepLast, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var before = (time.GetUtcNow() - keep).ToUnixTimeMilliseconds();
            var gone = await unit.ExecuteAsync(
                "DELETE FROM configuration_revisions WHERE created_at_ms < @before AND number <= (SELECT MAX(number) FROM configuration_revisions) - @keepLast", new { before, keepLast });
            if (gone > 0)
            {
                await unit.ExecuteAsync("DELETE FROM configuration_revision_tenants WHERE number NOT IN (SELECT number FROM configuration_revisions)");
                await unit.ExecuteAsync(
                    "DELETE FROM configuration_texts WHERE digest NOT IN (SELECT api_text FROM configuration_revisions) AND digest NOT IN (SELECT file_text FROM configuration_revisions)");
            }

            return gone;
        },
        cancellationToken);

    private static Task<RevisionRow?> FindRowAsync(DatabaseUnit unit, long number) =>
        unit.FirstOrDefaultAsync<RevisionRow>($"SELECT {RevisionRow.Columns} FROM configuration_revisions WHERE number = @number", new { number });

    private async Task<StoredRevision> WithDocumentsAsync(DatabaseUnit unit, RevisionRow row) => new(row, await OpenAsync(unit, row.ApiText), await OpenAsync(unit, row.FileText));

    private async Task<GatewayDocument> OpenAsync(DatabaseUnit unit, string digest) =>
        seal.Open((await unit.ScalarAsync<byte[]>("SELECT sealed FROM configuration_texts WHERE digest = @digest", new { digest }))!, digest);

    private async Task AddAsync(DatabaseUnit unit, RevisionDraft draft)
    {
        var (state, cause) = (draft.State, draft.Cause);
        var (api, file) = (await KeepAsync(unit, state.Api), await KeepAsync(unit, state.File));
        var (number, differences) = (state.Revision, RevisionJson.Write(draft.Differences));
        await unit.ExecuteAsync(
            """
            INSERT INTO configuration_revisions (number, created_at_ms, actor, address, source, action, target, reason, back_to, api_text, file_text, file_name, differences)
            VALUES (@number, @at, @Actor, @From, @Source, @Action, @Target, @Reason, @BackTo, @api, @file, @FileName, @differences)
            """,
            new { number, at = state.CreatedAt.ToUnixTimeMilliseconds(), cause.Actor, cause.From, cause.Source, cause.Action, cause.Target, cause.Reason, cause.BackTo, api, file, state.FileName, differences });
        foreach (var tenantId in draft.Differences.Select(d => d.Owner).Distinct(StringComparer.Ordinal))
        {
            await unit.ExecuteAsync("INSERT INTO configuration_revision_tenants (tenant_id, number) VALUES (@tenantId, @number)", new { tenantId, number });
        }

        await KeepObjectsAsync(unit, draft);
        await audit.WriteAsync(unit, new AuditEntry(cause.Action, cause.Target)
        {
            Actor = cause.Actor,
            TenantId = cause.TenantId,
            From = cause.From,
            Before = AuditText(draft.Differences, d => d.Before),
            After = AuditText(draft.Differences, d => d.After),
            Detail = cause.Reason is null ? $"revision {number}" : $"revision {number}: {cause.Reason}",
        });
    }

    private async Task<string> KeepAsync(DatabaseUnit unit, GatewayDocument document)
    {
        var json = GatewayJson.Write(document);
        var digest = seal.DigestOf(json);
        if (await unit.ScalarAsync<long>("SELECT COUNT(*) FROM configuration_texts WHERE digest = @digest", new { digest }) == 0)
        {
            await unit.ExecuteAsync("INSERT INTO configuration_texts (digest, sealed) VALUES (@digest, @content)", new { digest, content = seal.Seal(json, digest) });
        }

        return digest;
    }

    private static async Task KeepObjectsAsync(DatabaseUnit unit, RevisionDraft draft)
    {
        var at = draft.State.CreatedAt.ToUnixTimeMilliseconds();
        foreach (var change in draft.Differences.DistinctBy(d => d.Object))
        {
            await (change is { Kind: DifferenceKind.Removed, Field: null }
                ? unit.ExecuteAsync("DELETE FROM configuration_objects WHERE name = @name", new { name = change.Object })
                : unit.ExecuteAsync(
                    """
                    INSERT INTO configuration_objects (name, number, changed_at_ms) VALUES (@name, @number, @at)
                    ON CONFLICT (name) DO UPDATE SET number = excluded.number, changed_at_ms = excluded.changed_at_ms
                    """,
                    new { name = change.Object, number = draft.State.Revision, at }));
        }
    }

    private static string AuditText(IReadOnlyList<RevisionDifference> differences, Func<RevisionDifference, string?> side) =>
        System.Text.Json.JsonSerializer.Serialize(differences.Where(d => side(d) is not null).Select(d => $"{d.Object}{(d.Field is null ? "" : $": {d.Field}")}: {side(d)}"));
}
