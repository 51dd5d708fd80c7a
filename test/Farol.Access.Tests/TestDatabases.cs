using Farol.Store.Postgres;
using Testing.Support;

namespace Farol.Access.Tests;

/// <summary>One database a data folder, so that a program which starts again finds its own.</summary>
internal static class TestDatabases
{
    /// <summary>Null: SQLite, in the folder.</summary>
    public static async Task<PostgresOptions?> ForAsync(string dataFolder) =>
        await TestDatabase.UrlForAsync(dataFolder) is { } url && PostgresOptions.TryRead(url, out var options, out _) ? options : null;
}
