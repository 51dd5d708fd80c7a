using System.Globalization;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>The cache in a real Redis, which may go and come back without anybody waiting for it.</summary>
[Collection(FaultsGroup.Name)]
public sealed class RedisTests
{
    [Fact]
    public async Task The_cache_lives_in_Redis_goes_on_without_it_and_finds_it_again()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var program = await FarolProcess.StartAsync(new Dictionary<string, string>
        {
            ["REDIS_HOST"] = "127.0.0.1",
            ["REDIS_PORT"] = redis.Port.ToString(CultureInfo.InvariantCulture),
            ["REDIS_PASSWORD"] = RedisServer.Password,
            ["BG_UPDATE_INTERVAL_ONLINE"] = "1",
            ["LOG_LEVEL"] = "DEBUG",
        });
        await Eventually.True(async () => (await redis.AskAsync("KEYS", "*router:simulated:online_total*")).Length > 0, "the figures are in Redis");
        Assert.True(await IsAvailableAsync(program));

        await redis.KillAsync();
        await Eventually.True(async () => !await IsAvailableAsync(program), "Redis is missed");
        var before = (await program.GetAsync("/api/online_total")).GetProperty("data").GetProperty("last_update").GetString();
        await Eventually.True(
            async () => (await program.GetAsync("/api/online_total")).GetProperty("data").GetProperty("last_update").GetString() != before,
            "figures go on without it");
        Assert.False((await program.GetAsync("/health")).GetProperty("redis_available").GetBoolean());

        await redis.StartAsync();
        await Eventually.True(async () => await IsAvailableAsync(program), "Redis is found again", TimeSpan.FromSeconds(40));
        await Eventually.True(async () => (await redis.AskAsync("KEYS", "*router:simulated:online_total*")).Length > 0, "the figures are in Redis again");
        Assert.DoesNotContain(RedisServer.Password, program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(RedisServer.Password, await File.ReadAllTextAsync(Path.Combine(program.Folder, "logs", "farol.log")), StringComparison.Ordinal);
    }

    private static async Task<bool> IsAvailableAsync(FarolProcess program) =>
        (await program.GetAsync("/api/cache_statistics")).GetProperty("cache_stats").GetProperty("redis_available").GetBoolean();
}
