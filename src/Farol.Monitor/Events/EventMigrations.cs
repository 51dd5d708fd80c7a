using Farol.Store.Migrations;

namespace Farol.Monitor.Events;

/// <summary>The table of incidents, in state.db.</summary>
internal static class EventMigrations
{
    public static Migration[] All { get; } =
    [
        new("monitor_events/0001-incidents", """
            CREATE TABLE monitor_incident (
                id TEXT PRIMARY KEY,
                router_id TEXT NOT NULL,
                tenant_id TEXT NOT NULL,
                since TEXT NOT NULL,
                until TEXT,
                body TEXT NOT NULL
            );
            CREATE INDEX monitor_incident_since ON monitor_incident (router_id, since);
            """,
            """
            CREATE TABLE monitor_incident (
                id TEXT PRIMARY KEY,
                router_id TEXT NOT NULL,
                tenant_id TEXT NOT NULL,
                since TEXT NOT NULL,
                until TEXT,
                body TEXT NOT NULL
            );
            CREATE INDEX monitor_incident_since ON monitor_incident (router_id, since);
            """),
    ];
}
