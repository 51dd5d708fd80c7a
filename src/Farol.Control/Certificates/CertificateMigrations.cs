using Farol.Store.Migrations;

namespace Farol.Control.Certificates;

/// <summary>Tables of certificates, accounts at authorities, and of who orders now. Keys are sealed. Times are milliseconds since 1970 in UTC.</summary>
internal static class CertificateMigrations
{
    public static readonly Migration Certificates = new(
        "certificates/0001-certificates",
        """
        CREATE TABLE certificates (
          id TEXT PRIMARY KEY,
          tenant_id TEXT NOT NULL,
          name TEXT NOT NULL,
          source TEXT NOT NULL CHECK (source IN ('upload', 'file', 'acme')),
          hosts TEXT NOT NULL,
          chain_pem TEXT,
          key_sealed BLOB,
          certificate_file TEXT,
          key_file TEXT,
          challenge TEXT,
          error TEXT,
          attempts INTEGER NOT NULL,
          next_attempt_ms INTEGER,
          created_at_ms INTEGER NOT NULL,
          created_by TEXT NOT NULL,
          changed_at_ms INTEGER NOT NULL,
          UNIQUE (tenant_id, name)) STRICT;
        CREATE TABLE acme_accounts (
          directory TEXT PRIMARY KEY,
          url TEXT NOT NULL,
          key_sealed BLOB NOT NULL,
          created_at_ms INTEGER NOT NULL) STRICT;
        CREATE TABLE certificate_leases (
          name TEXT PRIMARY KEY,
          holder TEXT NOT NULL,
          until_ms INTEGER NOT NULL) STRICT;
        """,
        """
        CREATE TABLE certificates (
          id TEXT PRIMARY KEY,
          tenant_id TEXT NOT NULL,
          name TEXT NOT NULL,
          source TEXT NOT NULL CHECK (source IN ('upload', 'file', 'acme')),
          hosts TEXT NOT NULL,
          chain_pem TEXT,
          key_sealed BYTEA,
          certificate_file TEXT,
          key_file TEXT,
          challenge TEXT,
          error TEXT,
          attempts BIGINT NOT NULL,
          next_attempt_ms BIGINT,
          created_at_ms BIGINT NOT NULL,
          created_by TEXT NOT NULL,
          changed_at_ms BIGINT NOT NULL,
          UNIQUE (tenant_id, name));
        CREATE TABLE acme_accounts (
          directory TEXT PRIMARY KEY,
          url TEXT NOT NULL,
          key_sealed BYTEA NOT NULL,
          created_at_ms BIGINT NOT NULL);
        CREATE TABLE certificate_leases (
          name TEXT PRIMARY KEY,
          holder TEXT NOT NULL,
          until_ms BIGINT NOT NULL);
        """);
}
