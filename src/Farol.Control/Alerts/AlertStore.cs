using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Store.Databases;

namespace Farol.Control.Alerts;

/// <summary>Alerts in the state database, one row a fingerprint.</summary>
internal sealed class AlertStore(IStateDatabase database, IAudit audit)
{
    private const string Where = """
        (CAST(@tenantId AS TEXT) IS NULL OR tenant_id = @tenantId)
        AND (CAST(@status AS TEXT) IS NULL OR status = @status)
        """;

    /// <summary>Changes the alert of each fingerprint by what is stored of it; null leaves it as it is.</summary>
    /// <param name="change">From what is stored (null: nothing) to what is to be.</param>
    /// <returns>The alerts that were changed.</returns>
    public Task<List<AlertBody>> MergeAsync(
        IReadOnlyList<string> fingerprints, Func<string, AlertBody?, AlertBody?> change, int maxAlerts, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var changed = new List<AlertBody>();
            foreach (var fingerprint in fingerprints)
            {
                var stored = await unit.FirstOrDefaultAsync<string>("SELECT body FROM alerts WHERE fingerprint = @fingerprint", new { fingerprint });
                if (change(fingerprint, stored is null ? null : Read(stored)) is { } next)
                {
                    await SaveAsync(unit, next);
                    changed.Add(next);
                }
            }

            // Resolved ones go first, the longest ended before all; then those that were not heard of for longest.
            await unit.ExecuteAsync(
                """
                DELETE FROM alerts WHERE id IN (
                  SELECT id FROM alerts ORDER BY CASE WHEN status = 'firing' THEN 0 ELSE 1 END, last_seen_ms DESC, id LIMIT 100000 OFFSET @maxAlerts)
                """,
                new { maxAlerts });
            return changed;
        },
        cancellationToken);

    /// <summary>Changes one alert of a tenant; null: it has no such alert, or the change was refused.</summary>
    public Task<AlertBody?> ChangeAsync(string tenantId, string id, Func<AlertBody, AlertBody?> change, AuditEntry done, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async unit =>
            {
                var stored = await unit.FirstOrDefaultAsync<string>("SELECT body FROM alerts WHERE id = @id AND tenant_id = @tenantId", new { id, tenantId });
                if (stored is null || change(Read(stored)) is not { } next)
                {
                    return null;
                }

                await SaveAsync(unit, next);
                await audit.WriteAsync(unit, done with { Before = stored, After = Write(next) });
                return next;
            },
            cancellationToken);

    /// <summary>Null: the tenant has no such alert.</summary>
    public async Task<AlertBody?> FindAsync(string tenantId, string id, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            unit => unit.FirstOrDefaultAsync<string>("SELECT body FROM alerts WHERE id = @id AND tenant_id = @tenantId", new { id, tenantId }),
            cancellationToken) is { } stored ? Read(stored) : null;

    /// <summary>Whether there is such an alert, whoever has it.</summary>
    public Task<bool> IsSomebodysAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => await unit.ScalarAsync<long>("SELECT COUNT(*) FROM alerts WHERE id = @id", new { id }) > 0, cancellationToken);

    /// <summary>A page of alerts, the newest first, and how many there are.</summary>
    /// <param name="tenantId">Whose; null: everybody's, for the platform alone.</param>
    /// <param name="isAcknowledged">Null: either.</param>
    public Task<(IReadOnlyList<AlertBody> Items, long Total)> ListAsync(
        string? tenantId, string? status, bool? isAcknowledged, long skip, int count, CancellationToken cancellationToken)
    {
        var where = isAcknowledged switch
        {
            true => $"{Where} AND is_acknowledged",
            false => $"{Where} AND NOT is_acknowledged",
            null => Where,
        };
        return database.ReadAsync<(IReadOnlyList<AlertBody>, long)>(
            async unit =>
            {
                var rows = await unit.QueryAsync<string>(
                    $"SELECT body FROM alerts WHERE {where} ORDER BY starts_ms DESC, id DESC LIMIT @count OFFSET @skip", new { tenantId, status, skip, count });
                var total = await unit.ScalarAsync<long>($"SELECT COUNT(*) FROM alerts WHERE {where}", new { tenantId, status });
                return ([.. rows.Select(Read)], total);
            },
            cancellationToken);
    }

    public static string Write(AlertBody body) => JsonSerializer.Serialize(body, AlertJson.Default.AlertBody);

    private static AlertBody Read(string json) => JsonSerializer.Deserialize(json, AlertJson.Default.AlertBody)!;

    private static Task<int> SaveAsync(DatabaseUnit unit, AlertBody body) => unit.ExecuteAsync(
        """
        INSERT INTO alerts (id, fingerprint, tenant_id, status, starts_ms, ends_ms, last_seen_ms, is_acknowledged, body)
        VALUES (@Id, @Fingerprint, @TenantId, @Status, @starts, @ends, @seen, @Acknowledged, @json)
        ON CONFLICT (id) DO UPDATE SET tenant_id = excluded.tenant_id, status = excluded.status, starts_ms = excluded.starts_ms, ends_ms = excluded.ends_ms,
          last_seen_ms = excluded.last_seen_ms, is_acknowledged = excluded.is_acknowledged, body = excluded.body
        """,
        new
        {
            body.Id,
            body.Fingerprint,
            body.TenantId,
            body.Status,
            starts = body.StartsAt.ToUnixTimeMilliseconds(),
            ends = body.EndsAt?.ToUnixTimeMilliseconds(),
            seen = body.LastSeen.ToUnixTimeMilliseconds(),
            body.Acknowledged,
            json = Write(body),
        });
}
