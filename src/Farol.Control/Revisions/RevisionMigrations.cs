using Farol.Store.Migrations;

namespace Farol.Control.Revisions;

/// <summary>
/// Revisions in state.db. A document's text is kept once, however many revisions have it, sealed: it holds private keys and tokens. The newest
/// revision is the current one.
/// </summary>
internal static class RevisionMigrations
{
    public static Migration[] All { get; } =
    [
        new("configuration/0001-revisions", """
            CREATE TABLE configuration_revisions (
                number INTEGER PRIMARY KEY,
                created_at_ms INTEGER NOT NULL,
                actor TEXT NOT NULL,
                address TEXT,
                source TEXT NOT NULL,
                action TEXT NOT NULL,
                target TEXT NOT NULL,
                reason TEXT,
                back_to INTEGER,
                api_text TEXT NOT NULL,
                file_text TEXT NOT NULL,
                file_name TEXT,
                differences TEXT NOT NULL
            ) STRICT;
            CREATE TABLE configuration_texts (
                digest TEXT NOT NULL PRIMARY KEY,
                sealed BLOB NOT NULL
            ) STRICT;
            CREATE TABLE configuration_revision_tenants (
                tenant_id TEXT NOT NULL,
                number INTEGER NOT NULL,
                PRIMARY KEY (tenant_id, number)
            ) STRICT;
            CREATE TABLE configuration_objects (
                name TEXT NOT NULL PRIMARY KEY,
                number INTEGER NOT NULL,
                changed_at_ms INTEGER NOT NULL
            ) STRICT;
            """, """
            CREATE TABLE configuration_revisions (
                number BIGINT PRIMARY KEY,
                created_at_ms BIGINT NOT NULL,
                actor TEXT NOT NULL,
                address TEXT,
                source TEXT NOT NULL,
                action TEXT NOT NULL,
                target TEXT NOT NULL,
                reason TEXT,
                back_to BIGINT,
                api_text TEXT NOT NULL,
                file_text TEXT NOT NULL,
                file_name TEXT,
                differences TEXT NOT NULL
            );
            CREATE TABLE configuration_texts (
                digest TEXT NOT NULL PRIMARY KEY,
                sealed BYTEA NOT NULL
            );
            CREATE TABLE configuration_revision_tenants (
                tenant_id TEXT NOT NULL,
                number BIGINT NOT NULL,
                PRIMARY KEY (tenant_id, number)
            );
            CREATE TABLE configuration_objects (
                name TEXT NOT NULL PRIMARY KEY,
                number BIGINT NOT NULL,
                changed_at_ms BIGINT NOT NULL
            );
            """),
    ];
}
