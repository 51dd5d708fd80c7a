using Farol.Store.Migrations;

namespace Farol.Access.Auditing;

/// <summary>Entries are kept as long as the installation is: nothing removes one, and the table refuses it.</summary>
internal static class AuditMigrations
{
    public static readonly Migration AppendOnly = new(
        "access/0006-audit-append-only",
        """
        CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE INDEX audit_by_time ON audit (at_ms);
        """,
        """
        CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
          FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
        CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
          FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
        CREATE INDEX audit_by_time ON audit (at_ms);
        """);
}
