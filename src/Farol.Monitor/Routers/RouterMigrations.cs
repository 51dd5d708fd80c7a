using Farol.Store.Migrations;

namespace Farol.Monitor.Routers;

/// <summary>The tables of routers and pinned host keys, in state.db.</summary>
internal static class RouterMigrations
{
    public static Migration[] All { get; } =
    [
        new("monitor/0001-routers", """
            CREATE TABLE monitor_router (
                id TEXT PRIMARY KEY,
                tenant_id TEXT NOT NULL,
                definition TEXT NOT NULL,
                secrets TEXT NOT NULL,
                version INTEGER NOT NULL,
                changed_at TEXT NOT NULL
            );
            CREATE TABLE monitor_host_key (
                host TEXT NOT NULL,
                port INTEGER NOT NULL,
                type TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                pinned_at TEXT NOT NULL,
                PRIMARY KEY (host, port)
            );
            """,
            """
            CREATE TABLE monitor_router (
                id TEXT PRIMARY KEY,
                tenant_id TEXT NOT NULL,
                definition TEXT NOT NULL,
                secrets TEXT NOT NULL,
                version BIGINT NOT NULL,
                changed_at TEXT NOT NULL
            );
            CREATE TABLE monitor_host_key (
                host TEXT NOT NULL,
                port BIGINT NOT NULL,
                type TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                pinned_at TEXT NOT NULL,
                PRIMARY KEY (host, port)
            );
            """),
    ];
}
