using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Farol.Store.Migrations;

/// <summary>Compares what the program knows with what a database has, and says what is to do.</summary>
internal static partial class MigrationPlan
{
    /// <summary>The migrations to apply, in order.</summary>
    /// <param name="path">The database, for people.</param>
    /// <param name="form">The form that this kind of database gets.</param>
    /// <exception cref="StoreException">The database is newer, or an applied migration differs from the program's.</exception>
    public static IReadOnlyList<Migration> Pending(
        string path, IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied, Func<Migration, string> form)
    {
        CheckNames(known);
        var byName = known.ToDictionary(m => m.Name, StringComparer.Ordinal);
        foreach (var row in applied)
        {
            if (!byName.TryGetValue(row.Name, out var migration))
            {
                throw new StoreException(
                    StoreFault.Incompatible,
                    $"{path} was written by a newer Farol: it has the schema step {row.Name}, which this version does not know. "
                    + "Start the newer version, or restore the copy made before the upgrade from the backups folder.");
            }

            if (Checksum(form(migration)) != row.Checksum)
            {
                throw new StoreException(
                    StoreFault.Incompatible,
                    $"{path}: the schema step {row.Name} differs from the one that was applied. "
                    + "Use the Farol version that created this database, or restore a backup.");
            }
        }

        var done = applied.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        var pending = known.Where(m => !done.Contains(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        CheckOrder(path, pending, done);
        return pending;
    }

    public static string Checksum(string statements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statements.ReplaceLineEndings("\n"))));

    private static string Area(string name) => name[..name.IndexOf('/', StringComparison.Ordinal)];

    private static void CheckNames(IReadOnlyList<Migration> known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var migration in known)
        {
            if (!NamePattern().IsMatch(migration.Name))
            {
                throw new ArgumentException($"Migration name {migration.Name}: write area/0001-what, lower case");
            }

            if (!seen.Add(migration.Name))
            {
                throw new ArgumentException($"Migration {migration.Name} is registered twice");
            }
        }
    }

    /// <summary>A step that sorts before an applied one of its area would have met another schema than its author saw.</summary>
    private static void CheckOrder(string path, List<Migration> pending, HashSet<string> done)
    {
        foreach (var migration in pending)
        {
            var area = Area(migration.Name);
            var later = done.FirstOrDefault(
                name => Area(name) == area && string.CompareOrdinal(name, migration.Name) > 0);
            if (later is not null)
            {
                throw new StoreException(
                    StoreFault.Incompatible, $"{path}: the schema step {migration.Name} comes after {later} was applied; number it later.");
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*/[0-9]{4}-[a-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
