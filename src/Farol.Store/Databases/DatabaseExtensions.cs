namespace Farol.Store.Databases;

/// <summary>Short forms of the two kinds of unit.</summary>
public static class DatabaseExtensions
{
    /// <summary>Runs a unit that writes and answers nothing.</summary>
    public static Task WriteAsync(this IDatabase database, Func<DatabaseUnit, Task> unit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async open =>
            {
                await unit(open);
                return true;
            },
            cancellationToken);

    /// <summary>Runs one statement in a unit of its own; answers how many rows it changed.</summary>
    public static Task<int> ExecuteAsync(
        this IDatabase database, string sql, object? parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(unit => unit.ExecuteAsync(sql, parameters), cancellationToken);

    /// <summary>Reads all rows of one statement.</summary>
    public static Task<IReadOnlyList<T>> QueryAsync<T>(
        this IDatabase database, string sql, object? parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<T>>(
            async unit => (await unit.QueryAsync<T>(sql, parameters)).AsList(),
            cancellationToken);

    private static List<T> AsList<T>(this IEnumerable<T> rows) => rows as List<T> ?? [.. rows];
}
