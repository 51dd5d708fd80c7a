namespace Farol.Store.Redis;

/// <summary>A failure of talking to Redis. Its text holds no value and no password.</summary>
internal sealed class RedisException(RedisFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public RedisFault Fault => fault;
}
