namespace Farol.Store.Migrations;

/// <summary>A migration and the database ("state" or "history") it belongs to.</summary>
internal sealed record RegisteredMigration(string Database, Migration Migration);
