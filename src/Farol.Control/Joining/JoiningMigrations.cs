using Farol.Store.Migrations;

namespace Farol.Control.Joining;

/// <summary>The installation's authority for links, tokens to join with, and the certificates that it issued.</summary>
internal static class JoiningMigrations
{
    public static readonly Migration Authority = new("gateway_joining/0001-authority", """
        CREATE TABLE gateway_authority (
          id TEXT PRIMARY KEY,
          certificate TEXT NOT NULL,
          sealed_key TEXT NOT NULL,
          created_at_ms INTEGER NOT NULL) STRICT;
        CREATE TABLE gateway_join_tokens (
          hash TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          created_at_ms INTEGER NOT NULL,
          expires_at_ms INTEGER NOT NULL,
          used_at_ms INTEGER,
          used_from TEXT) STRICT;
        CREATE TABLE gateway_certificates (
          serial TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          issued_at_ms INTEGER NOT NULL,
          expires_at_ms INTEGER NOT NULL,
          revoked_at_ms INTEGER) STRICT;
        CREATE INDEX gateway_certificates_by_name ON gateway_certificates (name);
        """,
        """
        CREATE TABLE gateway_authority (
          id TEXT PRIMARY KEY,
          certificate TEXT NOT NULL,
          sealed_key TEXT NOT NULL,
          created_at_ms BIGINT NOT NULL);
        CREATE TABLE gateway_join_tokens (
          hash TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          created_at_ms BIGINT NOT NULL,
          expires_at_ms BIGINT NOT NULL,
          used_at_ms BIGINT,
          used_from TEXT);
        CREATE TABLE gateway_certificates (
          serial TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          issued_at_ms BIGINT NOT NULL,
          expires_at_ms BIGINT NOT NULL,
          revoked_at_ms BIGINT);
        CREATE INDEX gateway_certificates_by_name ON gateway_certificates (name);
        """);
}
