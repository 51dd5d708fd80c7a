namespace Farol.Store.Migrations;

/// <summary>A row of the table <c>schema_migrations</c>.</summary>
internal sealed class AppliedMigration
{
    public string Name { get; init; } = "";

    public string Checksum { get; init; } = "";
}
