using Farol.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Testing.Support;

namespace Farol.Store.Tests.Databases;

public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_another_program_holds_is_named_and_works_again_afterwards()
    {
        await using var store = await StoreHost.StartAsync();
        await using (var other = new SqliteConnection($"Data Source={store.File("state.db")};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var transaction = other.BeginTransaction(deferred: false);

            var locked = await Assert.ThrowsAsync<StoreException>(() => store.AddAsync("one"));

            Assert.Equal(StoreFault.Locked, locked.Fault);
            Assert.Contains(store.File("state.db"), locked.Message);
        }

        Assert.Equal(1, await store.AddAsync("one"));
    }

    [Fact]
    public async Task A_second_process_is_kept_out_of_the_folder()
    {
        await using var store = await StoreHost.StartAsync();

        var refused = await Assert.ThrowsAsync<StoreException>(() => StoreHost.StartAsync(store.Options.DataFolder));

        Assert.Equal(StoreFault.Locked, refused.Fault);
        Assert.Contains("--data", refused.Message);
    }

    [Fact]
    public async Task What_is_no_database_is_not_touched()
    {
        using var folder = new TemporaryFolder();
        var garbage = new string('x', 5000);
        await File.WriteAllTextAsync(folder.File("state.db"), garbage, Token);
        await File.WriteAllTextAsync(folder.File("secret.key"), new string('a', 64), Token);
        File.SetUnixFileMode(folder.File("secret.key"), UnixFileMode.UserRead);

        var corrupt = await Assert.ThrowsAsync<StoreException>(() => StoreHost.StartAsync(folder.Path));

        Assert.Equal(StoreFault.Corrupt, corrupt.Fault);
        Assert.Contains(folder.File("state.db"), corrupt.Message);
        Assert.Equal(garbage, await File.ReadAllTextAsync(folder.File("state.db"), Token));
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_alone()
    {
        await using var store = await StoreHost.StartAsync();
        await store.AddAsync("before");
        await store.State.WriteAsync(
            async unit => await unit.ExecuteAsync(
                $"PRAGMA max_page_count = {await unit.ScalarAsync<int>("PRAGMA page_count") + 2}"),
            Token);

        var full = await Assert.ThrowsAsync<StoreException>(() => store.AddAsync(new string('x', 100_000)));

        Assert.Equal(StoreFault.DiskFull, full.Fault);
        Assert.Equal(1, await store.AddAsync("after"));
        Assert.Equal(2, await store.CountAsync());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var refused = await Assert.ThrowsAsync<StoreException>(() => StoreHost.StartAsync("/proc/farol-data"));

        Assert.Contains("/proc/farol-data", refused.Message);
    }

    [Theory]
    [InlineData(5, StoreFault.Locked)]
    [InlineData(6, StoreFault.Locked)]
    [InlineData(8, StoreFault.ReadOnly)]
    [InlineData(3, StoreFault.ReadOnly)]
    [InlineData(14, StoreFault.ReadOnly)]
    [InlineData(11, StoreFault.Corrupt)]
    [InlineData(26, StoreFault.Corrupt)]
    [InlineData(13, StoreFault.DiskFull)]
    [InlineData(19, StoreFault.Constraint)]
    [InlineData(10, StoreFault.Failed)]
    public void Every_result_code_has_words_and_names_the_file(int code, StoreFault fault)
    {
        var explained = SqliteFaults.Explain(new SqliteException("text", code), "/data/state.db");

        Assert.Equal(fault, explained.Fault);
        Assert.True(explained.Message.Contains("/data/state.db", StringComparison.Ordinal) || fault == StoreFault.Constraint);
    }

    [Fact]
    public void Options_name_every_mistake_at_once()
    {
        var errors = new StoreOptions { DataFolder = " ", MaxBatch = 0, Redis = new() { Host = "", Port = 70000 } }.Validate();

        Assert.Collection(
            errors,
            error => Assert.Contains("MaxBatch", error),
            error => Assert.Contains("--data", error),
            error => Assert.Contains("REDIS_HOST", error),
            error => Assert.Contains("REDIS_PORT", error));
    }
}
