namespace Farol.Store.Migrations;

/// <summary>
/// One step of the schema, applied once and never edited afterwards.
/// </summary>
/// <param name="Name">
/// <c>area/0001-what</c>: the area is the feature that owns the tables; within an area the numbers rise.
/// Areas do not depend on each other's tables, except on those of areas that sort before them.
/// </param>
/// <param name="Sqlite">Statements for SQLite.</param>
/// <param name="Postgres">Statements for PostgreSQL; null while the area runs on SQLite only.</param>
public sealed record Migration(string Name, string Sqlite, string? Postgres = null);
