using Farol.Store.Databases;

namespace Farol.Store.Tests.Databases;

public sealed class UnitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_unit_wrote_is_read_back()
    {
        await using var store = await StoreHost.StartAsync();

        await store.AddAsync("one");
        var texts = await store.State.QueryAsync<string>("SELECT text FROM notes", null, Token);

        Assert.Equal(["one"], texts);
    }

    [Fact]
    public async Task State_and_history_are_two_files_that_only_the_owner_reads()
    {
        await using var store = await StoreHost.StartAsync();

        await store.AddAsync("in state");

        Assert.Empty(await store.History.QueryAsync<string>("SELECT text FROM notes", null, Token));
        foreach (var name in (string[])["state.db", "state.db-wal", "history.db", "secret.key"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.File(name)));
        }

        Assert.Equal("2", await Pragma(store.State, "synchronous"));
        Assert.Equal("1", await Pragma(store.History, "synchronous"));
        Assert.Equal("wal", await Pragma(store.State, "journal_mode"));
        Assert.Equal("1", await Pragma(store.State, "foreign_keys"));
        Assert.True(store.History.SizeBytes > 0);
    }

    [Fact]
    public async Task The_systems_library_is_used_where_there_is_one()
    {
        await using var store = await StoreHost.StartAsync();

        var version = await store.State.ReadAsync(unit => unit.ScalarAsync<string>("SELECT sqlite_version()"), Token);

        // The bundled one is 3.35.
        Assert.True(Version.Parse(version!) >= new Version(3, 40), version);
    }

    [Fact]
    public async Task A_failing_unit_leaves_nothing_and_takes_nobody_of_its_batch_along()
    {
        await using var store = await StoreHost.StartAsync();
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var blocker = store.State.WriteAsync(
            unit =>
            {
                begun.Set();
                gate.Wait(Token);
                return Task.FromResult(unit.Transaction);
            },
            Token);
        // What is asked for from here on makes the next batch.
        begun.Wait(Token);
        var good = store.State.WriteAsync(unit => AddAndTellTransaction(unit, "good"), Token);
        var bad = store.State.WriteAsync(
            async unit =>
            {
                await AddAndTellTransaction(unit, "half");
                throw new InvalidOperationException("changed my mind");
#pragma warning disable CS0162 // The type of the unit's answer.
                return 0;
#pragma warning restore CS0162
            },
            Token);
        var twice = store.State.WriteAsync(unit => AddAndTellTransaction(unit, "good"), Token);
        var last = store.State.WriteAsync(unit => AddAndTellTransaction(unit, "last"), Token);

        gate.Set();

        await blocker;
        Assert.Same(await good, await last);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        var refused = await Assert.ThrowsAsync<StoreException>(() => twice);
        Assert.Equal(StoreFault.Constraint, refused.Fault);
        Assert.Equal(["good", "last"], await store.State.QueryAsync<string>("SELECT text FROM notes ORDER BY text", null, Token));
    }

    [Fact]
    public async Task A_cancelled_write_that_waits_is_never_run()
    {
        await using var store = await StoreHost.StartAsync();
        using var gate = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var blocker = store.State.WriteAsync(
            unit =>
            {
                gate.Wait(Token);
                return Task.FromResult(0);
            },
            Token);
        var waiting = store.State.ExecuteAsync("INSERT INTO notes (text) VALUES ('never')", null, cancelled.Token);

        await cancelled.CancelAsync();
        gate.Set();

        await blocker;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, await store.CountAsync());
    }

    [Fact]
    public async Task A_unit_cancelled_in_its_middle_leaves_nothing()
    {
        await using var store = await StoreHost.StartAsync();
        using var cancelled = new CancellationTokenSource();

        var write = store.State.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("INSERT INTO notes (text) VALUES ('half')");
                await cancelled.CancelAsync();
                return 0;
            },
            cancelled.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(0, await store.CountAsync());
    }

    [Fact]
    public async Task A_long_listing_ends_when_it_is_cancelled()
    {
        await using var store = await StoreHost.StartAsync();
        using var cancelled = new CancellationTokenSource();
        const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

        var reading = Task.Run(() => store.State.ReadAsync(unit => unit.ScalarAsync<long>(Endless), cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10), Token));
        Assert.Equal(0, await store.CountAsync());
    }

    [Fact]
    public async Task A_unit_that_reads_cannot_write()
    {
        await using var store = await StoreHost.StartAsync();

        var writing = store.State.ReadAsync(unit => unit.ExecuteAsync("INSERT INTO notes (text) VALUES ('x')"), Token);

        Assert.Equal(StoreFault.ReadOnly, (await Assert.ThrowsAsync<StoreException>(() => writing)).Fault);
    }

    [Fact]
    public async Task Readers_go_on_while_a_write_is_under_way_and_see_what_was_before()
    {
        await using var store = await StoreHost.StartAsync();
        using var gate = new ManualResetEventSlim();
        var writing = store.State.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("INSERT INTO notes (text) VALUES ('later')");
                gate.Wait(Token);
                return 0;
            },
            Token);

        Assert.Equal(0, await store.CountAsync());
        gate.Set();
        await writing;
        Assert.Equal(1, await store.CountAsync());
    }

    [Fact]
    public async Task More_waiting_writes_than_allowed_are_refused_at_once()
    {
        await using var store = await StoreHost.StartAsync(change: options => options with { MaxWaitingWrites = 2, MaxBatch = 1 });
        using var gate = new ManualResetEventSlim();
        using var running = new ManualResetEventSlim();
        var blocker = store.State.WriteAsync(
            unit =>
            {
                running.Set();
                gate.Wait(Token);
                return Task.FromResult(0);
            },
            Token);
        running.Wait(Token);
        var first = store.AddAsync("1");
        var second = store.AddAsync("2");

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.AddAsync("3"));

        Assert.Equal(StoreFault.Busy, refused.Fault);
        Assert.True(refused.IsRetryable);
        gate.Set();
        await Task.WhenAll(blocker, first, second);
    }

    [Fact]
    public async Task After_the_stop_units_are_refused_and_those_that_waited_are_on_disk()
    {
        await using var store = await StoreHost.StartAsync();
        var writes = Enumerable.Range(0, 100).Select(i => store.AddAsync($"{i}")).ToList();

        await store.StopAsync();

        await Task.WhenAll(writes);
        Assert.Equal(StoreFault.Closed, (await Assert.ThrowsAsync<StoreException>(() => store.AddAsync("late"))).Fault);
        Assert.Equal(StoreFault.Closed, (await Assert.ThrowsAsync<StoreException>(store.CountAsync)).Fault);
    }

    private static async Task<object> AddAndTellTransaction(DatabaseUnit unit, string text)
    {
        await unit.ExecuteAsync("INSERT INTO notes (text) VALUES (@text)", new { text });
        return unit.Transaction;
    }

    private static Task<string?> Pragma(IDatabase database, string name) =>
        database.WriteAsync(unit => unit.ScalarAsync<string>($"PRAGMA {name}"), Token);
}
