using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Store.Databases;

namespace Farol.Access.Sessions;

/// <summary>Live sessions, for those they belong to and for a tenant's administrators.</summary>
internal sealed class SessionList(IStateDatabase database, LiveRights rights, IAudit audit, TimeProvider time)
{
    private const string WithUser = "FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.ended_at_ms IS NULL AND s.expires_at_ms > @nowMs";
    private const string OfUser = " AND s.user_id = @userId";
    private const string OfTenant = " AND s.tenant_id = @tenantId";

    public Task<Page<SessionBody>> OfUserAsync(string userId, string? currentId, PageRequest page, CancellationToken cancellationToken) =>
        ListAsync(OfUser, new { userId, page.Skip, page.Size, nowMs = NowMs }, currentId, page, cancellationToken);

    public Task<Page<SessionBody>> OfTenantAsync(string tenantId, string? currentId, PageRequest page, CancellationToken cancellationToken) =>
        ListAsync(OfTenant, new { tenantId, page.Skip, page.Size, nowMs = NowMs }, currentId, page, cancellationToken);

    /// <summary>Ends a session of the user, or, where a tenant is given, one of the tenant. False: there is none such.</summary>
    public async Task<bool> EndAsync(string id, string userId, string? tenantId, Change change, CancellationToken cancellationToken)
    {
        var ended = await database.WriteAsync(
            async unit =>
            {
                var session = await FindAsync(unit, OfUser, new { id, userId, nowMs = NowMs })
                    ?? (tenantId is null ? null : await FindAsync(unit, OfTenant, new { id, tenantId, nowMs = NowMs }));
                if (session is null)
                {
                    return false;
                }

                await SessionRows.EndAsync(unit, id, SessionEnds.ByHand, NowMs);
                await audit.WriteAsync(unit, new AuditEntry("session.end", id)
                {
                    Actor = change.Actor,
                    From = change.From,
                    TenantId = session.TenantId,
                    Detail = $"session of {session.Email}",
                });
                return true;
            },
            cancellationToken);
        await rights.EndAsync(ended ? [id] : []);
        return ended;
    }

    /// <summary>Whether it is anybody's: for the report of an attempt, not for an answer.</summary>
    public Task<bool> ExistsAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(async unit => await SessionRows.FindAsync(unit, id) is { EndedAtMs: null }, cancellationToken);

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<Page<SessionBody>> ListAsync(string condition, object parameters, string? currentId, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async unit =>
            {
                var rows = await unit.QueryAsync<SessionRow>(
                    $"SELECT {SessionRow.ListColumns} {WithUser}{condition} ORDER BY s.created_at_ms DESC, s.id LIMIT @Size OFFSET @Skip", parameters);
                var count = await unit.ScalarAsync<long>($"SELECT COUNT(*) {WithUser}{condition}", parameters);
                return new Page<SessionBody>([.. rows.Select(row => SessionBody.From(row, currentId))], count, page.Number, page.Size);
            },
            cancellationToken);

    private static Task<SessionRow?> FindAsync(DatabaseUnit unit, string condition, object parameters) =>
        unit.FirstOrDefaultAsync<SessionRow>($"SELECT {SessionRow.ListColumns} {WithUser} AND s.id = @id{condition}", parameters);
}
