using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Store.Tests.Postgres;

public sealed class PostgresFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The server is killed under load and comes back: what was acknowledged is there, and the program goes on by itself.</summary>
    [Fact]
    public async Task A_killed_server_loses_nothing_acknowledged_and_is_used_again_when_it_is_back()
    {
        using var server = new PostgresServer(sync: true);
        await server.StartAsync();
        var options = PostgresHost.Read(await server.CreateDatabaseAsync());
        await using var store = await StoreHost.StartAsync(change: o => o with { Postgres = options }, migrations: PostgresHost.Notes);
        var acknowledged = new List<string>();
        var writing = WriteUntilFailedAsync(store, acknowledged);
        await Eventually.True(() => Count(acknowledged) >= 50, "50 writes are acknowledged");

        await server.KillAsync();
        var failure = await writing;
        await server.StartAsync();

        Assert.True(failure.IsRetryable, failure.ToString());
        await Eventually.True(() => TryAddAsync(store), "writes go on", TimeSpan.FromSeconds(30));
        var kept = await store.State.QueryAsync<string>("SELECT text FROM notes", null, Token);
        Assert.Empty(acknowledged.Except(kept, StringComparer.Ordinal));
    }

    private static async Task<StoreException> WriteUntilFailedAsync(StoreHost store, List<string> acknowledged)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                await store.AddAsync($"n{number}");
                lock (acknowledged)
                {
                    acknowledged.Add($"n{number}");
                }
            }
            catch (StoreException failure)
            {
                return failure;
            }
        }
    }

    private static int Count(List<string> acknowledged)
    {
        lock (acknowledged)
        {
            return acknowledged.Count;
        }
    }

    private static async Task<bool> TryAddAsync(StoreHost store)
    {
        try
        {
            return await store.AddAsync("after") == 1;
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
