using Farol.Store.Migrations;

namespace Farol.Control.Security;

/// <summary>Tables of events and blocks. Times are milliseconds since 1970 in UTC.</summary>
internal static class SecurityMigrations
{
    public static readonly Migration Events = new(
        "security/0001-events",
        """
        CREATE TABLE security_events (
          id TEXT PRIMARY KEY,
          at_ms INTEGER NOT NULL,
          last_ms INTEGER NOT NULL,
          tenant_id TEXT NOT NULL,
          type TEXT NOT NULL,
          severity TEXT NOT NULL,
          rule TEXT NOT NULL,
          description TEXT NOT NULL,
          source TEXT,
          target TEXT,
          blocked INTEGER NOT NULL,
          risk_score INTEGER,
          count INTEGER NOT NULL) STRICT;
        CREATE INDEX security_events_by_time ON security_events (at_ms);
        CREATE INDEX security_events_by_tenant ON security_events (tenant_id, at_ms);
        CREATE INDEX security_events_by_source ON security_events (source, at_ms);
        """,
        """
        CREATE TABLE security_events (
          id TEXT PRIMARY KEY,
          at_ms BIGINT NOT NULL,
          last_ms BIGINT NOT NULL,
          tenant_id TEXT NOT NULL,
          type TEXT NOT NULL,
          severity TEXT NOT NULL,
          rule TEXT NOT NULL,
          description TEXT NOT NULL,
          source TEXT,
          target TEXT,
          blocked BOOLEAN NOT NULL,
          risk_score BIGINT,
          count BIGINT NOT NULL);
        CREATE INDEX security_events_by_time ON security_events (at_ms);
        CREATE INDEX security_events_by_tenant ON security_events (tenant_id, at_ms);
        CREATE INDEX security_events_by_source ON security_events (source, at_ms);
        """);

    public static readonly Migration Blocks = new(
        "security/0002-blocks",
        """
        CREATE TABLE security_blocks (
          id TEXT PRIMARY KEY,
          tenant_id TEXT NOT NULL,
          network TEXT NOT NULL,
          action TEXT NOT NULL CHECK (action IN ('block', 'allow')),
          origin TEXT NOT NULL CHECK (origin IN ('manual', 'automatic')),
          reason TEXT,
          rule TEXT,
          created_at_ms INTEGER NOT NULL,
          created_by TEXT NOT NULL,
          expires_at_ms INTEGER,
          UNIQUE (tenant_id, network)) STRICT;
        """,
        """
        CREATE TABLE security_blocks (
          id TEXT PRIMARY KEY,
          tenant_id TEXT NOT NULL,
          network TEXT NOT NULL,
          action TEXT NOT NULL CHECK (action IN ('block', 'allow')),
          origin TEXT NOT NULL CHECK (origin IN ('manual', 'automatic')),
          reason TEXT,
          rule TEXT,
          created_at_ms BIGINT NOT NULL,
          created_by TEXT NOT NULL,
          expires_at_ms BIGINT,
          UNIQUE (tenant_id, network));
        """);

    public static readonly Migration Countries = new(
        "security/0003-countries", "ALTER TABLE security_events ADD COLUMN country TEXT;", "ALTER TABLE security_events ADD COLUMN country TEXT;");
}
