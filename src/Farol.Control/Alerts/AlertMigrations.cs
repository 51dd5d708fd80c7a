using Farol.Store.Migrations;

namespace Farol.Control.Alerts;

/// <summary>The table of alerts. Times are milliseconds since 1970 in UTC.</summary>
internal static class AlertMigrations
{
    public static readonly Migration Alerts = new(
        "alerts/0001-alerts",
        """
        CREATE TABLE alerts (
          id TEXT PRIMARY KEY,
          fingerprint TEXT NOT NULL UNIQUE,
          tenant_id TEXT NOT NULL,
          status TEXT NOT NULL CHECK (status IN ('firing', 'resolved')),
          starts_ms INTEGER NOT NULL,
          ends_ms INTEGER,
          last_seen_ms INTEGER NOT NULL,
          is_acknowledged INTEGER NOT NULL,
          body TEXT NOT NULL) STRICT;
        CREATE INDEX alerts_by_tenant ON alerts (tenant_id, starts_ms);
        """,
        """
        CREATE TABLE alerts (
          id TEXT PRIMARY KEY,
          fingerprint TEXT NOT NULL UNIQUE,
          tenant_id TEXT NOT NULL,
          status TEXT NOT NULL CHECK (status IN ('firing', 'resolved')),
          starts_ms BIGINT NOT NULL,
          ends_ms BIGINT,
          last_seen_ms BIGINT NOT NULL,
          is_acknowledged BOOLEAN NOT NULL,
          body TEXT NOT NULL);
        CREATE INDEX alerts_by_tenant ON alerts (tenant_id, starts_ms);
        """);
}
