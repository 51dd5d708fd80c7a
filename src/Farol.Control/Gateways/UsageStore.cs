using System.Globalization;
using Farol.Link.Protocol;
using Farol.Store.Databases;
using Farol.Store.Migrations;

namespace Farol.Control.Gateways;

/// <summary>
/// What was used through gateways, by hour, tenant, route and pool, in state.db. A delta and its number are stored in one commit, so that one
/// that comes again, because its acknowledgement was lost, is counted once.
/// </summary>
internal sealed class UsageStore(IStateDatabase database)
{
    public static Migration[] Migrations { get; } =
    [
        new("gateway_usage/0001-hours", """
            CREATE TABLE gateway_usage (
                hour TEXT NOT NULL,
                tenant TEXT NOT NULL,
                route TEXT NOT NULL,
                pool TEXT NOT NULL,
                requests INTEGER NOT NULL,
                bytes_in INTEGER NOT NULL,
                bytes_out INTEGER NOT NULL,
                errors INTEGER NOT NULL,
                PRIMARY KEY (hour, tenant, route, pool)
            ) WITHOUT ROWID;
            CREATE TABLE gateway_usage_delta (
                gateway TEXT NOT NULL,
                start_id TEXT NOT NULL,
                number INTEGER NOT NULL,
                PRIMARY KEY (gateway, start_id)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE gateway_usage (
                hour TEXT NOT NULL,
                tenant TEXT NOT NULL,
                route TEXT NOT NULL,
                pool TEXT NOT NULL,
                requests BIGINT NOT NULL,
                bytes_in BIGINT NOT NULL,
                bytes_out BIGINT NOT NULL,
                errors BIGINT NOT NULL,
                PRIMARY KEY (hour, tenant, route, pool)
            );
            CREATE TABLE gateway_usage_delta (
                gateway TEXT NOT NULL,
                start_id TEXT NOT NULL,
                number BIGINT NOT NULL,
                PRIMARY KEY (gateway, start_id)
            );
            """),
    ];

    /// <returns>False: it was stored before.</returns>
    public Task<bool> StoreAsync(string gateway, MeteringDelta delta, CancellationToken cancellationToken) => database.WriteAsync(async unit =>
    {
        var last = await unit.ScalarAsync<long>(
            "SELECT COALESCE(MAX(number), 0) FROM gateway_usage_delta WHERE gateway = @gateway AND start_id = @StartId", new { gateway, delta.StartId });
        if ((ulong)last >= delta.Number)
        {
            return false;
        }

        // Deltas of earlier starts are stored or lost with their process: only the newest start's number is needed.
        await unit.ExecuteAsync("DELETE FROM gateway_usage_delta WHERE gateway = @gateway", new { gateway });
        await unit.ExecuteAsync(
            "INSERT INTO gateway_usage_delta (gateway, start_id, number) VALUES (@gateway, @StartId, @number)", new { gateway, delta.StartId, number = (long)delta.Number });
        var hour = Hour(DateTimeOffset.FromUnixTimeMilliseconds(delta.ToUnixMilliseconds));
        foreach (var row in delta.Rows)
        {
            await AddAsync(unit, hour, row);
        }

        return true;
    }, cancellationToken);

    /// <summary>Forgets hours of before that time.</summary>
    /// <returns>How many rows.</returns>
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM gateway_usage WHERE hour < @hour", new { hour = Hour(before) }, cancellationToken);

    private static Task<int> AddAsync(DatabaseUnit unit, string hour, MeteringRow row) => unit.ExecuteAsync("""
        INSERT INTO gateway_usage (hour, tenant, route, pool, requests, bytes_in, bytes_out, errors)
        VALUES (@hour, @Tenant, @Route, @Pool, @requests, @bytesIn, @bytesOut, @errors)
        ON CONFLICT (hour, tenant, route, pool) DO UPDATE SET requests = gateway_usage.requests + excluded.requests,
            bytes_in = gateway_usage.bytes_in + excluded.bytes_in, bytes_out = gateway_usage.bytes_out + excluded.bytes_out,
            errors = gateway_usage.errors + excluded.errors
        """, new { hour, row.Tenant, row.Route, row.Pool, requests = (long)row.Requests, bytesIn = (long)row.BytesIn, bytesOut = (long)row.BytesOut, errors = (long)row.Errors });

    private static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
}
