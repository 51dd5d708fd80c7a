namespace Farol.Store.Archives;

/// <summary>
/// Copies of the state in one file, for people: to keep, to put back, and to move an installation between SQLite and PostgreSQL. The file is an SQLite
/// database with the state's own tables, whatever it was made from. Sealed values in it open with the installation's <c>secret.key</c> only, which is not in it.
/// </summary>
public interface IStateArchive
{
    /// <summary>Writes a copy as of one moment, also beside a program that runs.</summary>
    /// <param name="file">Must not be there yet. Readable by its owner only.</param>
    /// <exception cref="StoreException">There is nothing to copy, or the file cannot be written.</exception>
    Task<ArchiveReport> BackUpAsync(string file, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a copy back. The program must not run. A <c>state.db</c> that is there is kept in the folder <c>backups</c>; a PostgreSQL database must be empty.
    /// </summary>
    /// <exception cref="StoreException">It is no such copy, of a newer Farol, or the place is in use; nothing was changed.</exception>
    Task<ArchiveReport> RestoreAsync(string file, CancellationToken cancellationToken);

    /// <summary>Brings the schema up to date, as a start does.</summary>
    /// <returns>The steps that were applied now.</returns>
    /// <exception cref="StoreException">The place is in use, or of a newer Farol.</exception>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);
}
