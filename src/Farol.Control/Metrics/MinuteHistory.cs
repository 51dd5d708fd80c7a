using Farol.Store.Databases;

namespace Farol.Control.Metrics;

/// <summary>The minutes in the history.</summary>
internal sealed class MinuteHistory(IHistoryDatabase database, FigureOptions options, TimeProvider time)
{
    /// <summary>A minute that a restart has cut in two is the sum of both parts.</summary>
    public Task AppendAsync(IReadOnlyList<MinuteRow> rows, MachineRow? machine, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO figure_minutes (scope, at_ms, seconds, requests, errors, client_errors, bytes_in, bytes_out, latency_us, p50_us, p95_us, p99_us, connections)
                VALUES (@Scope, @AtMs, @Seconds, @Requests, @Errors, @ClientErrors, @BytesIn, @BytesOut, @LatencyUs, @P50Us, @P95Us, @P99Us, @Connections)
                ON CONFLICT (scope, at_ms) DO UPDATE SET
                    seconds = figure_minutes.seconds + excluded.seconds, requests = figure_minutes.requests + excluded.requests,
                    errors = figure_minutes.errors + excluded.errors, client_errors = figure_minutes.client_errors + excluded.client_errors,
                    bytes_in = figure_minutes.bytes_in + excluded.bytes_in, bytes_out = figure_minutes.bytes_out + excluded.bytes_out,
                    latency_us = figure_minutes.latency_us + excluded.latency_us,
                    p50_us = excluded.p50_us, p95_us = excluded.p95_us, p99_us = excluded.p99_us, connections = excluded.connections
                """,
                rows);
            if (machine is not null)
            {
                await unit.ExecuteAsync(
                    """
                    INSERT INTO machine_minutes (scope, at_ms, cpu_percent, memory_percent, disk_percent, received_bps, sent_bps)
                    VALUES (@Scope, @AtMs, @CpuPercent, @MemoryPercent, @DiskPercent, @ReceivedBps, @SentBps)
                    ON CONFLICT (scope, at_ms) DO UPDATE SET cpu_percent = excluded.cpu_percent, memory_percent = excluded.memory_percent,
                        disk_percent = excluded.disk_percent, received_bps = excluded.received_bps, sent_bps = excluded.sent_bps
                    """,
                    machine);
            }
        },
        cancellationToken);

    /// <summary>Deletes what is older than is kept.</summary>
    public Task PruneAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var limit = (time.GetUtcNow() - TimeSpan.FromDays(options.RetentionDays)).ToUnixTimeMilliseconds();
            await unit.ExecuteAsync("DELETE FROM figure_minutes WHERE at_ms < @limit", new { limit });
            await unit.ExecuteAsync("DELETE FROM machine_minutes WHERE at_ms < @limit", new { limit });
        },
        cancellationToken);

    /// <summary>Sums of one scope by steps of a stretch; steps without a minute are not there.</summary>
    public Task<IReadOnlyList<StepRow>> ReadAsync(string scope, long fromMs, long toMs, long stepMs, CancellationToken cancellationToken) => database.QueryAsync<StepRow>(
        """
        SELECT (at_ms - @fromMs) / @stepMs AS Number, CAST(SUM(seconds) AS BIGINT) AS Seconds, CAST(SUM(requests) AS BIGINT) AS Requests,
            CAST(SUM(errors) AS BIGINT) AS Errors, CAST(SUM(bytes_in) AS BIGINT) AS BytesIn, CAST(SUM(bytes_out) AS BIGINT) AS BytesOut,
            CAST(SUM(latency_us) AS BIGINT) AS LatencyUs, MAX(p50_us) AS P50Us, MAX(p95_us) AS P95Us, MAX(p99_us) AS P99Us, AVG(connections) AS Connections
        FROM figure_minutes WHERE scope = @scope AND at_ms >= @fromMs AND at_ms < @toMs GROUP BY 1
        """,
        new { scope, fromMs, toMs, stepMs },
        cancellationToken);

    /// <summary>Means of one machine by steps of a stretch.</summary>
    public Task<IReadOnlyList<MachineStepRow>> ReadMachineAsync(string scope, long fromMs, long toMs, long stepMs, CancellationToken cancellationToken) => database.QueryAsync<MachineStepRow>(
        """
        SELECT (at_ms - @fromMs) / @stepMs AS Number, AVG(cpu_percent) AS CpuPercent, AVG(memory_percent) AS MemoryPercent, AVG(disk_percent) AS DiskPercent,
            AVG(received_bps) AS ReceivedBps, AVG(sent_bps) AS SentBps
        FROM machine_minutes WHERE scope = @scope AND at_ms >= @fromMs AND at_ms < @toMs GROUP BY 1
        """,
        new { scope, fromMs, toMs, stepMs },
        cancellationToken);
}
