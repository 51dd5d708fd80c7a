using Farol.Store.Migrations;

namespace Farol.Access.Keys;

/// <summary>API keys: what is shown of one, and the SHA-256 of the rest.</summary>
internal static class KeyMigration
{
    public static readonly Migration Keys = new(
        "access/0005-keys",
        """
        CREATE TABLE api_keys (
          id TEXT PRIMARY KEY,
          tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          prefix TEXT NOT NULL UNIQUE,
          hash BLOB NOT NULL,
          role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin', 'owner', 'platform')),
          created_at_ms INTEGER NOT NULL,
          expires_at_ms INTEGER NOT NULL,
          last_used_at_ms INTEGER) STRICT;
        CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id);
        """,
        """
        CREATE TABLE api_keys (
          id TEXT PRIMARY KEY,
          tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          prefix TEXT NOT NULL UNIQUE,
          hash BYTEA NOT NULL,
          role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin', 'owner', 'platform')),
          created_at_ms BIGINT NOT NULL,
          expires_at_ms BIGINT NOT NULL,
          last_used_at_ms BIGINT);
        CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id);
        """);
}
