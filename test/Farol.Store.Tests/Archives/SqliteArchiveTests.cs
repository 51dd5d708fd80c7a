using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Store.Tests.Archives;

public sealed class SqliteArchiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_there_is_kept_aside()
    {
        using var folder = new TemporaryFolder();
        var backup = folder.File("backup.db");
        await using (var store = await StoreHost.StartAsync(folder.File("data")))
        {
            await store.AddAsync("first");
            await store.Archive.BackUpAsync(backup, Token);
            await store.AddAsync("second");
        }

        await using (var store = StoreHost.Create(folder.File("data"), null, null))
        {
            await store.Archive.RestoreAsync(backup, Token);
        }

        await using var restored = await StoreHost.StartAsync(folder.File("data"));
        Assert.Equal(["first"], await restored.State.QueryAsync<string>("SELECT text FROM notes", null, Token));
        Assert.Single(Directory.GetFiles(Path.Combine(folder.File("data"), "backups")));
    }

    [Fact]
    public async Task A_program_that_runs_is_not_robbed_of_its_state()
    {
        using var folder = new TemporaryFolder();
        await using var store = await StoreHost.StartAsync(folder.File("data"));
        await store.AddAsync("first");
        await store.Archive.BackUpAsync(folder.File("backup.db"), Token);

        await using var other = StoreHost.Create(folder.File("data"), null, null);
        var refused = await Assert.ThrowsAsync<StoreException>(() => other.Archive.RestoreAsync(folder.File("backup.db"), Token));

        Assert.Equal(StoreFault.Locked, refused.Fault);
        Assert.Equal(1, await store.CountAsync());
    }

    [Theory]
    [InlineData("not a database at all, but long enough to be looked at as one, one would think")]
    [InlineData("")]
    public async Task Another_file_is_refused_and_nothing_is_changed(string content)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("letter"), content, Token);
        await using (var store = await StoreHost.StartAsync(folder.File("data")))
        {
            await store.AddAsync("first");
        }

        await using (var store = StoreHost.Create(folder.File("data"), null, null))
        {
            Assert.Equal(StoreFault.Corrupt, (await Assert.ThrowsAsync<StoreException>(() => store.Archive.RestoreAsync(folder.File("letter"), Token))).Fault);
        }

        await using var after = await StoreHost.StartAsync(folder.File("data"));
        Assert.Equal(1, await after.CountAsync());
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using (var newer = await StoreHost.StartAsync(folder.File("newer"), null, null, StoreHost.Notes, new("z/0001-new", "CREATE TABLE new (x INTEGER)")))
        {
            await newer.Archive.BackUpAsync(folder.File("backup.db"), Token);
        }

        await using var store = StoreHost.Create(folder.File("data"), null, null);
        Assert.Equal(StoreFault.Incompatible, (await Assert.ThrowsAsync<StoreException>(() => store.Archive.RestoreAsync(folder.File("backup.db"), Token))).Fault);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten_and_nothing_to_copy_is_said()
    {
        using var folder = new TemporaryFolder();
        await using (var nothing = StoreHost.Create(folder.File("data"), null, null))
        {
            Assert.Contains("nothing to back up", (await Assert.ThrowsAsync<StoreException>(() => nothing.Archive.BackUpAsync(folder.File("backup.db"), Token))).Message);
            Assert.Equal(["notes/0001-notes"], await nothing.Archive.MigrateAsync(Token));
            Assert.Empty(await nothing.Archive.MigrateAsync(Token));
        }

        await File.WriteAllTextAsync(folder.File("backup.db"), "precious", Token);
        await using var store = StoreHost.Create(folder.File("data"), null, null);
        Assert.Contains("is there already", (await Assert.ThrowsAsync<StoreException>(() => store.Archive.BackUpAsync(folder.File("backup.db"), Token))).Message);
        Assert.Equal("precious", await File.ReadAllTextAsync(folder.File("backup.db"), Token));
    }
}
