using Farol.Store.Migrations;

namespace Farol.Access.Accounts;

/// <summary>Tables of people, sessions and audit in <c>state.db</c>. Times are milliseconds since 1970 in UTC.</summary>
internal static class AccountMigrations
{
    public static readonly Migration Accounts = new("access/0001-accounts", """
        CREATE TABLE tenants (
          id TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          active INTEGER NOT NULL DEFAULT 1,
          created_at_ms INTEGER NOT NULL) STRICT;
        CREATE TABLE users (
          id TEXT PRIMARY KEY,
          email TEXT NOT NULL UNIQUE,
          first_name TEXT NOT NULL DEFAULT '',
          last_name TEXT NOT NULL DEFAULT '',
          password_hash TEXT NOT NULL,
          must_change_password INTEGER NOT NULL DEFAULT 0,
          disabled INTEGER NOT NULL DEFAULT 0,
          is_platform INTEGER NOT NULL DEFAULT 0,
          version INTEGER NOT NULL DEFAULT 1,
          created_at_ms INTEGER NOT NULL,
          last_login_at_ms INTEGER) STRICT;
        CREATE TABLE memberships (
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
          role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin', 'owner')),
          PRIMARY KEY (user_id, tenant_id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE tenants (
          id TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          active BOOLEAN NOT NULL DEFAULT TRUE,
          created_at_ms BIGINT NOT NULL);
        CREATE TABLE users (
          id TEXT PRIMARY KEY,
          email TEXT NOT NULL UNIQUE,
          first_name TEXT NOT NULL DEFAULT '',
          last_name TEXT NOT NULL DEFAULT '',
          password_hash TEXT NOT NULL,
          must_change_password BOOLEAN NOT NULL DEFAULT FALSE,
          disabled BOOLEAN NOT NULL DEFAULT FALSE,
          is_platform BOOLEAN NOT NULL DEFAULT FALSE,
          version BIGINT NOT NULL DEFAULT 1,
          created_at_ms BIGINT NOT NULL,
          last_login_at_ms BIGINT);
        CREATE TABLE memberships (
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
          role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin', 'owner')),
          PRIMARY KEY (user_id, tenant_id));
        """);

    public static readonly Migration Sessions = new("access/0002-sessions", """
        CREATE TABLE sessions (
          id TEXT PRIMARY KEY,
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind IN ('token', 'cookie')),
          created_at_ms INTEGER NOT NULL,
          expires_at_ms INTEGER NOT NULL,
          ended_at_ms INTEGER,
          end_reason TEXT,
          address TEXT,
          user_agent TEXT) STRICT;
        CREATE INDEX sessions_by_user ON sessions (user_id) WHERE ended_at_ms IS NULL;
        CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms);
        CREATE TABLE refresh_tokens (
          hash BLOB PRIMARY KEY,
          session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
          created_at_ms INTEGER NOT NULL,
          expires_at_ms INTEGER NOT NULL,
          used_at_ms INTEGER) STRICT, WITHOUT ROWID;
        CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
        """,
        """
        CREATE TABLE sessions (
          id TEXT PRIMARY KEY,
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind IN ('token', 'cookie')),
          created_at_ms BIGINT NOT NULL,
          expires_at_ms BIGINT NOT NULL,
          ended_at_ms BIGINT,
          end_reason TEXT,
          address TEXT,
          user_agent TEXT);
        CREATE INDEX sessions_by_user ON sessions (user_id) WHERE ended_at_ms IS NULL;
        CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms);
        CREATE TABLE refresh_tokens (
          hash BYTEA PRIMARY KEY,
          session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
          created_at_ms BIGINT NOT NULL,
          expires_at_ms BIGINT NOT NULL,
          used_at_ms BIGINT);
        CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
        """);

    public static readonly Migration Audit = new("access/0003-audit", """
        CREATE TABLE audit (
          sequence INTEGER PRIMARY KEY,
          at_ms INTEGER NOT NULL,
          tenant_id TEXT,
          actor TEXT NOT NULL,
          address TEXT,
          action TEXT NOT NULL,
          target TEXT NOT NULL,
          result TEXT NOT NULL,
          before_json TEXT,
          after_json TEXT,
          detail TEXT,
          chain BLOB NOT NULL) STRICT;
        CREATE INDEX audit_by_tenant ON audit (tenant_id, sequence);
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        """,
        """
        CREATE TABLE audit (
          sequence BIGINT PRIMARY KEY,
          at_ms BIGINT NOT NULL,
          tenant_id TEXT,
          actor TEXT NOT NULL,
          address TEXT,
          action TEXT NOT NULL,
          target TEXT NOT NULL,
          result TEXT NOT NULL,
          before_json TEXT,
          after_json TEXT,
          detail TEXT,
          chain BYTEA NOT NULL);
        CREATE INDEX audit_by_tenant ON audit (tenant_id, sequence);
        CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
          FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
        """);
}
