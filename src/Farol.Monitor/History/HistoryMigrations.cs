using Farol.Store.Migrations;

namespace Farol.Monitor.History;

/// <summary>The tables of the samples, in history.db.</summary>
internal static class HistoryMigrations
{
    public static Migration[] All { get; } =
    [
        new Migration("history/0001-samples", """
            CREATE TABLE history_series (
                id INTEGER PRIMARY KEY,
                router_id TEXT NOT NULL,
                name TEXT NOT NULL,
                UNIQUE (router_id, name)
            );
            CREATE TABLE history_sample (
                series_id INTEGER NOT NULL,
                at_ms INTEGER NOT NULL,
                value REAL NOT NULL,
                PRIMARY KEY (series_id, at_ms)
            ) WITHOUT ROWID;
            CREATE INDEX history_sample_at ON history_sample (at_ms);
            """),
    ];
}
