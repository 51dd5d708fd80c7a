namespace Farol.Store.Databases;

/// <summary>
/// One database of the installation. Code runs inside units: a unit is handed an open connection and transaction,
/// and sees and leaves either all of its work or nothing.
/// </summary>
/// <remarks>
/// A unit only awaits its own database calls, and may be skipped but never run twice. Units of the same database are
/// written one after the other; a unit must not start another write and wait for it.
/// </remarks>
public interface IDatabase
{
    /// <summary>"state" or "history".</summary>
    string Name { get; }

    /// <summary>Runs a unit that only reads, on a consistent view of the database.</summary>
    /// <exception cref="StoreException">The database failed; the text is for an operator.</exception>
    Task<T> ReadAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken);

    /// <summary>Runs a unit that writes. Returns once the work is on disk; a failed unit leaves nothing behind.</summary>
    /// <exception cref="StoreException">The database failed; the text is for an operator.</exception>
    Task<T> WriteAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken);
}
