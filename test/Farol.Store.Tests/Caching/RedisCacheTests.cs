using Farol.Store.Caching;
using Farol.Store.Redis;
using Farol.Store.Tests.Redis;
using Testing.Support;

namespace Farol.Store.Tests.Caching;

public sealed class RedisCacheTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_of_one_process_is_found_by_another_with_its_age()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var one = await StartAsync(server);
        await using var two = await StartAsync(server);

        await one.Cache.SetAsync("k", "value"u8.ToArray(), _minute, Token);
        CachedValue? found = null;
        await Eventually.True(async () => (found = await two.Cache.GetAsync("k", Token)) is not null, "the value is in Redis");

        Assert.Equal("value"u8.ToArray(), found!.Value.Bytes.ToArray());
        Assert.NotNull(await two.Cache.GetAsync("k", Token));
        var statistics = two.Cache.ReadStatistics();
        Assert.True(statistics.RedisAvailable);
        Assert.Equal(1, statistics.RedisHits);
        Assert.Equal(1, statistics.MemoryHits);
    }

    [Fact]
    public async Task A_value_written_or_dropped_elsewhere_leaves_this_memory()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var one = await StartAsync(server);
        await using var two = await StartAsync(server);
        await one.Cache.SetAsync("k", "old"u8.ToArray(), _minute, Token);
        await Eventually.True(async () => await two.Cache.GetAsync("k", Token) is not null, "the value is in Redis");

        await one.Cache.SetAsync("k", "new"u8.ToArray(), _minute, Token);
        await Eventually.True(
            async () => (await two.Cache.GetAsync("k", Token))?.Bytes.Span.SequenceEqual("new"u8) == true, "the new value is seen");

        await one.Cache.RemoveAsync("k", Token);
        await Eventually.True(async () => await two.Cache.GetAsync("k", Token) is null, "the value is gone");

        await two.Cache.SetAsync("x", "1"u8.ToArray(), _minute, Token);
        await Eventually.True(async () => await one.Cache.GetAsync("x", Token) is not null, "the value is in Redis");
        await one.Cache.ClearAsync(Token);
        await Eventually.True(async () => await two.Cache.GetAsync("x", Token) is null, "everything is gone");
    }

    [Fact]
    public async Task Redis_killed_means_memory_at_once_and_Redis_again_when_it_returns()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var store = await StartAsync(server);
        await store.Cache.SetAsync("k", "kept"u8.ToArray(), _minute, Token);

        await server.KillAsync();
        await Eventually.True(() => !store.Cache.ReadStatistics().RedisAvailable, "the loss is noticed");
        Assert.NotNull(await store.Cache.GetAsync("k", Token));
        await store.Cache.SetAsync("meanwhile", "x"u8.ToArray(), _minute, Token);
        Assert.NotNull(await store.Cache.GetAsync("meanwhile", Token));
        Assert.Null(await store.Cache.GetAsync("unknown", Token));
        await store.Cache.RemoveAsync("k", Token);
        await store.Cache.ClearAsync(Token);

        await server.StartAsync();
        await Eventually.True(() => store.Cache.ReadStatistics().RedisAvailable, "Redis is back");
        await store.Cache.SetAsync("after", "y"u8.ToArray(), _minute, Token);
        await using var other = await StartAsync(server);
        await Eventually.True(async () => await other.Cache.GetAsync("after", Token) is not null, "the value is in Redis");
    }

    [Fact]
    public async Task A_frozen_Redis_costs_one_timeout_and_then_nothing()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var store = await StartAsync(server);
        server.Freeze();
        try
        {
            Assert.Null(await store.Cache.GetAsync("unknown", Token).AsTask().WaitAsync(TimeSpan.FromSeconds(5), Token));
            await Eventually.True(() => !store.Cache.ReadStatistics().RedisAvailable, "the loss is noticed");
        }
        finally
        {
            server.Thaw();
        }

        await Eventually.True(() => store.Cache.ReadStatistics().RedisAvailable, "Redis is back");
    }

    [Fact]
    public async Task Started_without_Redis_the_cache_works_and_finds_it_later()
    {
        using var server = new RedisServer();
        await using var store = await StartAsync(server, wait: false);
        await store.Cache.SetAsync("k", "v"u8.ToArray(), _minute, Token);
        Assert.NotNull(await store.Cache.GetAsync("k", Token));

        await server.StartAsync();

        await Eventually.True(() => store.Cache.ReadStatistics().RedisAvailable, "Redis is found");
    }

    [Fact]
    public async Task Foreign_bytes_under_our_key_are_a_miss()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var store = await StartAsync(server);
        await using (var connection = await RedisConnection.OpenAsync(OptionsFor(server), TimeProvider.System, null, Token))
        {
            await connection.SendAsync("SET", "farol:cache:k", "not ours, and long enough to hold a header");
            await connection.SendAsync("LPUSH", "farol:cache:list", "x");
        }

        Assert.Null(await store.Cache.GetAsync("k", Token));
        Assert.Null(await store.Cache.GetAsync("list", Token));
        Assert.True(store.Cache.ReadStatistics().RedisAvailable);
    }

    private static RedisOptions OptionsFor(RedisServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        CommandTimeout = TimeSpan.FromMilliseconds(500),
        ConnectTimeout = TimeSpan.FromMilliseconds(500),
        FirstReconnectPause = TimeSpan.FromMilliseconds(20),
        MaxReconnectPause = TimeSpan.FromMilliseconds(100),
    };

    private static async Task<StoreHost> StartAsync(RedisServer server, bool wait = true)
    {
        var store = await StoreHost.StartAsync(change: options => options with { Redis = OptionsFor(server) });
        if (wait)
        {
            var remote = (RedisCache)store.Remote;
            await Eventually.True(() => remote.IsAvailable && remote.IsListening, "Redis is connected");
        }

        _ = store.Cache;
        return store;
    }
}
