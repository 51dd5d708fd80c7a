using Microsoft.Extensions.Logging;

namespace Farol.Store.Redis;

/// <summary>Hears one channel, on a connection of its own. What is published while the connection is down is lost.</summary>
internal sealed class RedisSubscriber : IAsyncDisposable
{
    private readonly string _channel;
    private readonly Action<ReadOnlyMemory<byte>> _onMessage;
    private readonly RedisLink _link;
    private volatile bool _isSubscribed;

    public RedisSubscriber(
        RedisOptions options,
        TimeProvider time,
        Random random,
        ILogger logger,
        string channel,
        Action<ReadOnlyMemory<byte>> onMessage)
    {
        _channel = channel;
        _onMessage = onMessage;
        _link = new RedisLink(options, time, random, logger, Hear, Subscribe);
    }

    public bool IsSubscribed => _isSubscribed && _link.IsAvailable;

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private Task Subscribe(RedisConnection connection)
    {
        _isSubscribed = false;
        connection.Post("SUBSCRIBE", _channel);
        return Task.CompletedTask;
    }

    private void Hear(RespValue push)
    {
        if (push.Items is not [{ } kind, _, { } body, ..])
        {
            return;
        }

        switch (kind.Text)
        {
            case "subscribe":
                _isSubscribed = true;
                break;
            case "message":
                _onMessage(body.Bytes);
                break;
        }
    }
}
