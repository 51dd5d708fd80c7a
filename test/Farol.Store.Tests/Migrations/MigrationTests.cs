using Farol.Store.Databases;
using Farol.Store.Migrations;
using Testing.Support;

namespace Farol.Store.Tests.Migrations;

public sealed class MigrationTests
{
    private static readonly Migration _first = new("a/0001-first", "CREATE TABLE first (x INTEGER) STRICT");
    private static readonly Migration _second = new("a/0002-second", "CREATE TABLE second (x INTEGER) STRICT; INSERT INTO second VALUES (1)");
    private static readonly Migration _other = new("b/0001-other", "CREATE TABLE other (x INTEGER) STRICT");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_of_all_areas_are_applied_in_order_of_their_names_and_once()
    {
        using var folder = new TemporaryFolder();
        await StartAndStop(folder, _other, _second, _first);

        await using var store = await StoreHost.StartAsync(folder.Path, migrations: [_first, _second, _other]);

        Assert.Equal(
            ["a/0001-first", "a/0002-second", "b/0001-other"],
            await store.State.QueryAsync<string>("SELECT name FROM schema_migrations ORDER BY rowid", null, Token));
        Assert.Single(await store.State.QueryAsync<long>("SELECT x FROM second", null, Token));
    }

    [Fact]
    public async Task A_new_area_may_come_later_whatever_its_name()
    {
        using var folder = new TemporaryFolder();
        await StartAndStop(folder, _other);

        await StartAndStop(folder, _other, _first);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        await StartAndStop(folder, _first, _second);

        var refused = await Assert.ThrowsAsync<StoreException>(() => StartAndStop(folder, _first));

        Assert.Equal(StoreFault.Incompatible, refused.Fault);
        Assert.Contains("newer Farol", refused.Message);
        Assert.Contains("a/0002-second", refused.Message);
    }

    [Fact]
    public async Task An_edited_step_is_noticed()
    {
        using var folder = new TemporaryFolder();
        await StartAndStop(folder, _first);

        var refused = await Assert.ThrowsAsync<StoreException>(
            () => StartAndStop(folder, _first with { Sqlite = "CREATE TABLE first (y INTEGER) STRICT" }));

        Assert.Equal(StoreFault.Incompatible, refused.Fault);
        Assert.Contains("differs", refused.Message);
    }

    [Fact]
    public async Task A_step_put_before_an_applied_one_is_noticed()
    {
        using var folder = new TemporaryFolder();
        await StartAndStop(folder, _second);

        var refused = await Assert.ThrowsAsync<StoreException>(() => StartAndStop(folder, _first, _second));

        Assert.Contains("number it later", refused.Message);
    }

    [Fact]
    public async Task A_failing_step_takes_back_the_steps_before_it()
    {
        using var folder = new TemporaryFolder();
        var broken = new Migration("a/0002-broken", "CREATE TABLE half (x INTEGER); CREATE NONSENSE");

        var failed = await Assert.ThrowsAsync<StoreException>(() => StartAndStop(folder, _first, broken));

        Assert.Contains("a/0002-broken", failed.Message);
        await using var store = await StoreHost.StartAsync(folder.Path, migrations: [_other]);
        Assert.Equal(
            ["other", "schema_migrations"],
            await store.State.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", null, Token));
    }

    [Fact]
    public async Task State_is_copied_before_a_change_and_only_the_newest_copies_stay()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        List<Migration> steps = [_first];
        await StartAndStop(folder, time, steps);
        Assert.False(Directory.Exists(folder.File("backups")));

        for (var number = 2; number <= 5; number++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            steps.Add(new Migration($"a/000{number}-step", $"CREATE TABLE step{number} (x INTEGER)"));
            await StartAndStop(folder, time, steps);
        }

        var copies = Directory.GetFiles(folder.File("backups")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["state-20260115T120300000Z.db", "state-20260115T120400000Z.db"], copies.Select(Path.GetFileName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copies[0]));

        // The newest copy is the database as it was before the last step: it opens with that program.
        using var restored = new TemporaryFolder();
        File.Copy(folder.File("secret.key"), restored.File("secret.key"));
        File.Copy(copies[1], restored.File("state.db"));
        await StartAndStop(restored, time, steps[..^1]);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("A/0001-first")]
    [InlineData("a/1-first")]
    public async Task A_name_that_does_not_sort_is_refused(string name)
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<ArgumentException>(() => StartAndStop(folder, _first with { Name = name }));
    }

    private static Task StartAndStop(TemporaryFolder folder, params Migration[] migrations) =>
        StartAndStop(folder, new ManualTime(), migrations);

    private static async Task StartAndStop(TemporaryFolder folder, TimeProvider time, IEnumerable<Migration> migrations)
    {
        await using var store = await StoreHost.StartAsync(
            folder.Path, options => options with { MaxBackups = 2 }, time, [.. migrations]);
    }
}
