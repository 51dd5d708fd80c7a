using System.Text.Json;
using Farol.Monitor.Answers;
using Farol.Store.Databases;

namespace Farol.Monitor.Events;

/// <summary>Incidents in state.db, so that a restart neither forgets nor repeats one.</summary>
internal sealed class IncidentStore(IStateDatabase database)
{
    public Task SaveAsync(string tenantId, Incident incident, CancellationToken cancellationToken) =>
        database.WriteAsync(unit => unit.ExecuteAsync("""
            INSERT INTO monitor_incident (id, router_id, tenant_id, since, until, body) VALUES (@Id, @RouterId, @tenantId, @since, @until, @body)
            ON CONFLICT (id) DO UPDATE SET until = excluded.until, body = excluded.body
            """, new
        {
            incident.Id,
            incident.RouterId,
            tenantId,
            since = incident.Since.UtcDateTime.ToString("O"),
            until = incident.Until?.UtcDateTime.ToString("O"),
            body = JsonSerializer.Serialize(incident, MonitorJson.Options),
        }), cancellationToken);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Incident>> ListAsync(string routerId, int offset, int count, CancellationToken cancellationToken) =>
        [.. (await database.ReadAsync(unit => unit.QueryAsync<string>(
            "SELECT body FROM monitor_incident WHERE router_id = @routerId ORDER BY since DESC LIMIT @count OFFSET @offset",
            new { routerId, count, offset }), cancellationToken)).Select(Read)];

    public Task<long> CountAsync(string routerId, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM monitor_incident WHERE router_id = @routerId", new { routerId }), cancellationToken);

    public async Task<IReadOnlyList<Incident>> ListOpenAsync(string routerId, CancellationToken cancellationToken) =>
        [.. (await database.ReadAsync(unit => unit.QueryAsync<string>(
            "SELECT body FROM monitor_incident WHERE router_id = @routerId AND until IS NULL", new { routerId }), cancellationToken)).Select(Read)];

    private static Incident Read(string body) => JsonSerializer.Deserialize<Incident>(body, MonitorJson.Options)!;
}
