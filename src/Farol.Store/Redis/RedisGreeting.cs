namespace Farol.Store.Redis;

/// <summary>What is said first: RESP3 where the server knows it (Redis 6), RESP2 otherwise, and the login.</summary>
internal static class RedisGreeting
{
    public static async Task LogInAsync(RedisConnection connection, RedisOptions options)
    {
        try
        {
            await HelloAsync(connection, options);
        }
        catch (RedisException error) when (error.Fault == RedisFault.Refused && IsOld(error.Message))
        {
            await AuthAsync(connection, options);
        }
        catch (RedisException error) when (error.Fault == RedisFault.Refused)
        {
            throw Refused(options, error);
        }
    }

    private static Task<RespValue> HelloAsync(RedisConnection connection, RedisOptions options) => options.Password is { } password
        ? connection.SendAsync("HELLO", "3", "AUTH", options.Username ?? "default", password)
        : connection.SendAsync("HELLO", "3");

    private static async Task AuthAsync(RedisConnection connection, RedisOptions options)
    {
        if (options.Password is not { } password)
        {
            return;
        }

        try
        {
            await (options.Username is { } user ? connection.SendAsync("AUTH", user, password) : connection.SendAsync("AUTH", password));
        }
        catch (RedisException error) when (error.Fault == RedisFault.Refused)
        {
            throw Refused(options, error);
        }
    }

    private static bool IsOld(string message) =>
        message.Contains("unknown command", StringComparison.OrdinalIgnoreCase)
        || message.Contains("NOPROTO", StringComparison.Ordinal);

    private static RedisException Refused(RedisOptions options, RedisException error) => new(
        RedisFault.Refused, $"{options} refuses the login: check REDIS_PASSWORD. ({error.Message})", error);
}
