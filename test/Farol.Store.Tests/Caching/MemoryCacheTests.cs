using System.Text;
using Farol.Store.Caching;
using Testing.Support;

namespace Farol.Store.Tests.Caching;

public sealed class MemoryCacheTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_lives_for_its_time_and_tells_when_it_was_stored()
    {
        var cache = Create();
        await cache.SetAsync("k", "value"u8.ToArray(), TimeSpan.FromSeconds(10), Token);
        var storedAt = _time.GetUtcNow();

        _time.Advance(TimeSpan.FromSeconds(9));
        var hit = await cache.GetAsync("k", Token);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("value", Encoding.UTF8.GetString(hit!.Value.Bytes.Span));
        Assert.Equal(storedAt, hit.Value.StoredAt);
        Assert.Null(await cache.GetAsync("k", Token));
    }

    [Fact]
    public async Task Statistics_count_what_happened_and_name_the_entries()
    {
        var cache = Create();
        Assert.Null(cache.ReadStatistics().HitRatePercent);
        await cache.SetAsync("b", new byte[3], TimeSpan.FromSeconds(20), Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        await cache.SetAsync("a", new byte[3], TimeSpan.FromSeconds(10), Token);
        await cache.GetAsync("a", Token);
        await cache.GetAsync("b", Token);
        await cache.GetAsync("c", Token);

        var statistics = cache.ReadStatistics();

        Assert.Equal(3, statistics.TotalRequests);
        Assert.Equal(2, statistics.Hits);
        Assert.Equal(2, statistics.MemoryHits);
        Assert.Equal(0, statistics.RedisHits);
        Assert.Equal(1, statistics.Misses);
        Assert.Equal(66.67, statistics.HitRatePercent);
        Assert.False(statistics.RedisAvailable);
        Assert.Equal(2, statistics.MemoryCacheSize);
        Assert.Equal([new("a", 10, 0), new("b", 15, 5)], statistics.Entries);
    }

    [Fact]
    public async Task Past_the_number_of_entries_what_expires_first_leaves()
    {
        var cache = Create(new CacheOptions { MaxEntries = 2 });
        await cache.SetAsync("soon", new byte[1], TimeSpan.FromSeconds(1), Token);
        await cache.SetAsync("late", new byte[1], TimeSpan.FromSeconds(100), Token);
        await cache.SetAsync("middle", new byte[1], TimeSpan.FromSeconds(10), Token);

        Assert.Null(await cache.GetAsync("soon", Token));
        Assert.NotNull(await cache.GetAsync("late", Token));
        Assert.NotNull(await cache.GetAsync("middle", Token));
    }

    [Fact]
    public async Task Bytes_are_bounded_and_given_back()
    {
        var cache = Create(new CacheOptions { MaxBytes = 100 });
        for (var round = 0; round < 50; round++)
        {
            await cache.SetAsync("same", new byte[90], TimeSpan.FromSeconds(10 + round), Token);
        }

        Assert.NotNull(await cache.GetAsync("same", Token));
        await cache.SetAsync("other", new byte[90], TimeSpan.FromSeconds(100), Token);
        Assert.Null(await cache.GetAsync("same", Token));
        await cache.SetAsync("other", new byte[101], TimeSpan.FromSeconds(100), Token);
        Assert.Null(await cache.GetAsync("other", Token));
    }

    [Fact]
    public async Task Remove_and_clear_drop()
    {
        var cache = Create();
        await cache.SetAsync("a", new byte[1], TimeSpan.FromSeconds(10), Token);
        await cache.SetAsync("b", new byte[1], TimeSpan.FromSeconds(10), Token);

        await cache.RemoveAsync("a", Token);

        Assert.Null(await cache.GetAsync("a", Token));
        Assert.Equal(1, await cache.ClearAsync(Token));
        Assert.Null(await cache.GetAsync("b", Token));
    }

    private Cache Create(CacheOptions? options = null) =>
        new(new MemoryStore(options ?? new CacheOptions(), _time), new NoRemoteCache(), _time);
}
