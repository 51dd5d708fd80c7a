using Farol.Store.Databases;
using Farol.Store.Migrations;
using Testing.Support;

namespace Farol.Store.Tests.Postgres;

public sealed class PostgresDatabaseTests(PostgresHost postgres) : IClassFixture<PostgresHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_unit_wrote_is_read_back_and_no_state_file_is_made()
    {
        await using var store = await postgres.StartAsync();

        await store.AddAsync("one");

        Assert.Equal(["one"], await store.State.QueryAsync<string>("SELECT text FROM notes", null, Token));
        Assert.NotNull(await PostgresHost.ServerVersion(store.State));
        Assert.False(File.Exists(store.File("state.db")));
        Assert.True(File.Exists(store.File("history.db")));
    }

    [Fact]
    public async Task A_failing_unit_leaves_nothing_behind()
    {
        await using var store = await postgres.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.State.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("INSERT INTO notes (text) VALUES ('half')");
                throw new InvalidOperationException("changed my mind");
            },
            Token));

        Assert.Equal(0, await store.CountAsync());
    }

    /// <summary>Each unit reads what is there and decides by it: run at the same time they would all decide alike.</summary>
    [Fact]
    public async Task Writes_follow_one_another()
    {
        await using var store = await postgres.StartAsync();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => store.State.WriteAsync(
            async unit =>
            {
                var count = await unit.ScalarAsync<int>("SELECT count(*) FROM notes");
                await unit.ExecuteAsync("INSERT INTO notes (text) VALUES (@text)", new { text = $"{count}" });
                return count;
            },
            Token)));

        Assert.Equal(Enumerable.Range(0, 40), numbers.Order());
    }

    [Fact]
    public async Task A_duplicate_is_a_constraint_and_names_it()
    {
        await using var store = await postgres.StartAsync();
        await store.AddAsync("one");

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.AddAsync("one"));

        Assert.Equal(StoreFault.Constraint, refused.Fault);
    }

    [Fact]
    public async Task A_second_program_on_the_same_database_is_refused_and_may_come_later()
    {
        var url = await postgres.Server.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        await using (await postgres.StartAsync(url, folder.Path))
        {
            var refused = await Assert.ThrowsAsync<StoreException>(() => postgres.StartAsync(url));
            Assert.Equal(StoreFault.Locked, refused.Fault);
            Assert.Contains("another Farol", refused.Message);
        }

        await using var later = await postgres.StartAsync(url, folder.Path);
    }

    [Fact]
    public async Task A_key_that_is_gone_is_not_made_anew_while_the_database_has_content()
    {
        var url = await postgres.Server.CreateDatabaseAsync();
        await using (await postgres.StartAsync(url))
        {
        }

        var refused = await Assert.ThrowsAsync<StoreException>(() => postgres.StartAsync(url));

        Assert.Equal(StoreFault.WrongKey, refused.Fault);
    }

    [Fact]
    public async Task A_step_that_fails_changes_nothing_and_is_named()
    {
        var url = await postgres.Server.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        Migration good = new("a/0001-good", "SELECT 1", "CREATE TABLE good (x BIGINT)");
        Migration bad = new("a/0002-bad", "SELECT 1", "CREATE TABLE bad (x NONSENSE)");

        var failed = await Assert.ThrowsAsync<StoreException>(() => postgres.StartAsync(url, folder.Path, good, bad));
        Assert.Contains("a/0002-bad", failed.Message);

        await using var store = await postgres.StartAsync(url, folder.Path, good);
        Assert.Equal(["a/0001-good"], await store.State.QueryAsync<string>("SELECT name FROM schema_migrations", null, Token));
    }

    [Fact]
    public async Task A_database_that_is_not_there_and_a_server_that_is_not_are_said()
    {
        var url = await postgres.Server.CreateDatabaseAsync();
        var missing = await Assert.ThrowsAsync<StoreException>(() => postgres.StartAsync(url.Replace("?", "x?", StringComparison.Ordinal)));
        Assert.Equal(StoreFault.Refused, missing.Fault);
        Assert.Contains("createdb", missing.Message);

        var away = await Assert.ThrowsAsync<StoreException>(() => postgres.StartAsync("postgres://farol:geheim@127.0.0.1:1/x?sslmode=disable"));
        Assert.Equal(StoreFault.Unreachable, away.Fault);
        Assert.DoesNotContain("geheim", away.ToString());
    }
}
