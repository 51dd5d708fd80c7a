using Farol.Store.Migrations;

namespace Farol.Access.Users;

/// <summary>One-time links: by the SHA-256 of what was shown once.</summary>
internal static class LinkMigration
{
    public static readonly Migration Links = new(
        "access/0004-links",
        """
        CREATE TABLE one_time_links (
          hash BLOB PRIMARY KEY,
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          created_at_ms INTEGER NOT NULL,
          expires_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX one_time_links_by_user ON one_time_links (user_id);
        """,
        """
        CREATE TABLE one_time_links (
          hash BYTEA PRIMARY KEY,
          user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          created_at_ms BIGINT NOT NULL,
          expires_at_ms BIGINT NOT NULL);
        CREATE INDEX one_time_links_by_user ON one_time_links (user_id);
        """);
}
