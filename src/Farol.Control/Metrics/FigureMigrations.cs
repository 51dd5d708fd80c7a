using Farol.Store.Migrations;

namespace Farol.Control.Metrics;

/// <summary>The tables of the minutes, in the history.</summary>
internal static class FigureMigrations
{
    public static Migration[] All { get; } =
    [
        new Migration("figures/0001-minutes", """
            CREATE TABLE figure_minutes (
                scope TEXT NOT NULL,
                at_ms INTEGER NOT NULL,
                seconds INTEGER NOT NULL,
                requests INTEGER NOT NULL,
                errors INTEGER NOT NULL,
                client_errors INTEGER NOT NULL,
                bytes_in INTEGER NOT NULL,
                bytes_out INTEGER NOT NULL,
                latency_us INTEGER NOT NULL,
                p50_us REAL,
                p95_us REAL,
                p99_us REAL,
                connections REAL,
                PRIMARY KEY (scope, at_ms)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX figure_minutes_at ON figure_minutes (at_ms);
            CREATE TABLE machine_minutes (
                scope TEXT NOT NULL,
                at_ms INTEGER NOT NULL,
                cpu_percent REAL,
                memory_percent REAL,
                disk_percent REAL,
                received_bps REAL,
                sent_bps REAL,
                PRIMARY KEY (scope, at_ms)
            ) STRICT, WITHOUT ROWID;
            """, """
            CREATE TABLE figure_minutes (
                scope TEXT NOT NULL,
                at_ms BIGINT NOT NULL,
                seconds BIGINT NOT NULL,
                requests BIGINT NOT NULL,
                errors BIGINT NOT NULL,
                client_errors BIGINT NOT NULL,
                bytes_in BIGINT NOT NULL,
                bytes_out BIGINT NOT NULL,
                latency_us BIGINT NOT NULL,
                p50_us DOUBLE PRECISION,
                p95_us DOUBLE PRECISION,
                p99_us DOUBLE PRECISION,
                connections DOUBLE PRECISION,
                PRIMARY KEY (scope, at_ms)
            );
            CREATE INDEX figure_minutes_at ON figure_minutes (at_ms);
            CREATE TABLE machine_minutes (
                scope TEXT NOT NULL,
                at_ms BIGINT NOT NULL,
                cpu_percent DOUBLE PRECISION,
                memory_percent DOUBLE PRECISION,
                disk_percent DOUBLE PRECISION,
                received_bps DOUBLE PRECISION,
                sent_bps DOUBLE PRECISION,
                PRIMARY KEY (scope, at_ms)
            );
            """),
    ];
}
