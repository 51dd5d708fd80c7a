using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Farol.Store.Sqlite;

/// <summary>Copies of <c>state.db</c> from before migrations, in the folder <c>backups</c>, the newest few kept.</summary>
internal sealed class DatabaseBackups(StoreOptions options, DataFolder folder, TimeProvider time, ILogger<DatabaseBackups> logger)
{
    /// <summary>Copies the committed content by SQLite's own backup, which reads past a writer. History is not copied:
    /// it is large, and samples are no state.</summary>
    public void Copy(SqliteFile file)
    {
        if (file.Name != DataFolder.State || options.MaxBackups == 0)
        {
            return;
        }

        var backups = folder.CreateSubfolder("backups");
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(backups, $"{file.Name}-{stamp}.db");
        var target = new SqliteFile(file.Name, path, true, options.LockTimeout);
        target.Create();
        using (var source = file.OpenReader())
        using (var copy = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            copy.Open();
            source.BackupDatabase(copy);
        }

        logger.LogInformation("Copied {Database} to {Path} before its schema changes", file.Name, path);
        Prune(backups, file.Name);
    }

    private void Prune(string backups, string name)
    {
        var old = Directory.GetFiles(backups, $"{name}-*.db").OrderDescending(StringComparer.Ordinal).Skip(options.MaxBackups);
        foreach (var path in old)
        {
            File.Delete(path);
        }
    }
}
