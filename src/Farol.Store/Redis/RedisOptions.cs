namespace Farol.Store.Redis;

/// <summary>How to reach Redis (settings <c>REDIS_HOST</c>, <c>REDIS_PORT</c>, <c>REDIS_PASSWORD</c>).</summary>
public sealed record RedisOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 6379;

    /// <summary>User of Redis' access lists; null for the default user.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Speak TLS, with the certificate checked against the system's authorities.</summary>
    public bool Tls { get; init; }

    /// <summary>File with the authority that signed the server's certificate, when the system does not know it.</summary>
    public string? TlsAuthorityFile { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A reply later than this ends the connection: replies come in order, so one late reply holds up all.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>First pause before a new try; doubled each time up to <see cref="MaxReconnectPause"/>.</summary>
    public TimeSpan FirstReconnectPause { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxReconnectPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A silent connection is asked this often, so that a half-open one is noticed.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Commands that may wait for their reply; more fail at once.</summary>
    public int MaxPendingCommands { get; init; } = 4096;

    /// <summary>Largest value accepted from the server.</summary>
    public int MaxBulkBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The password stays out of logs.</summary>
    public override string ToString() => $"{(Tls ? "rediss" : "redis")}://{Host}:{Port}";

    internal IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Host))
        {
            yield return "REDIS_HOST is empty: give a host name, or leave the setting out to cache in memory";
        }

        if (Port is < 1 or > 65535)
        {
            yield return $"REDIS_PORT {Port} is no port: use 1 to 65535";
        }

        if (MaxPendingCommands < 1)
        {
            yield return $"redis {nameof(MaxPendingCommands)} must be at least 1";
        }
    }
}
