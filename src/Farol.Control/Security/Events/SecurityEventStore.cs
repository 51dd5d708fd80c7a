using Farol.Store.Databases;

namespace Farol.Control.Security.Events;

/// <summary>Security events in the state database, so that every replica of the control plane shows the same.</summary>
internal sealed class SecurityEventStore(IStateDatabase database)
{
    private const string Where = """
        (CAST(@tenantId AS TEXT) IS NULL OR tenant_id = @tenantId)
        AND (CAST(@Type AS TEXT) IS NULL OR type = @Type)
        AND (CAST(@Severity AS TEXT) IS NULL OR severity = @Severity)
        AND (CAST(@Rule AS TEXT) IS NULL OR rule = @Rule)
        AND (CAST(@Source AS TEXT) IS NULL OR source = @Source)
        AND (CAST(@from AS BIGINT) IS NULL OR at_ms >= @from)
        AND (CAST(@to AS BIGINT) IS NULL OR at_ms < @to)
        """;

    /// <summary>Writes new events, and counts of bursts that went on.</summary>
    public Task SaveAsync(IReadOnlyCollection<SecurityEventBody> events, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            foreach (var each in events)
            {
                await unit.ExecuteAsync(
                    """
                    INSERT INTO security_events
                      (id, at_ms, last_ms, tenant_id, type, severity, rule, description, source, target, blocked, risk_score, count, country)
                    VALUES
                      (@Id, @AtMs, @LastMs, @TenantId, @Type, @Severity, @Rule, @Description, @Source, @Target, @Blocked, @RiskScore, @Count, @Country)
                    ON CONFLICT (id) DO UPDATE SET last_ms = excluded.last_ms, count = excluded.count
                    """,
                    SecurityEventRow.Of(each));
            }
        },
        cancellationToken);

    /// <summary>A page of events, newest first, and how many there are.</summary>
    /// <param name="tenantId">Whose; null: everybody's, for the platform alone.</param>
    public Task<(IReadOnlyList<SecurityEventBody> Items, long Total)> ListAsync(
        string? tenantId, EventFilter filter, long skip, int count, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            tenantId,
            filter.Type,
            filter.Severity,
            filter.Rule,
            filter.Source,
            from = filter.From?.ToUnixTimeMilliseconds(),
            to = filter.To?.ToUnixTimeMilliseconds(),
            skip,
            count,
        };
        return database.ReadAsync<(IReadOnlyList<SecurityEventBody>, long)>(
            async unit =>
            {
                var rows = await unit.QueryAsync<SecurityEventRow>(
                    $"SELECT {SecurityEventRow.Columns} FROM security_events WHERE {Where} ORDER BY at_ms DESC, id DESC LIMIT @count OFFSET @skip", parameters);
                var total = await unit.ScalarAsync<long>($"SELECT COUNT(*) FROM security_events WHERE {Where}", parameters);
                return ([.. rows.Select(r => r.ToBody())], total);
            },
            cancellationToken);
    }

    /// <summary>Removes what is older than the retention, and the oldest of what is more than the bound.</summary>
    public Task<int> PruneAsync(DateTimeOffset oldest, int maxEvents, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var removed = await unit.ExecuteAsync("DELETE FROM security_events WHERE at_ms < @oldest", new { oldest = oldest.ToUnixTimeMilliseconds() });
            return removed + await unit.ExecuteAsync(
                "DELETE FROM security_events WHERE id IN (SELECT id FROM security_events ORDER BY at_ms DESC, id DESC LIMIT 100000 OFFSET @maxEvents)",
                new { maxEvents });
        },
        cancellationToken);
}
