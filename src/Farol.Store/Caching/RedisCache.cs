using System.Text;
using Farol.Store.Redis;
using Microsoft.Extensions.Logging;

namespace Farol.Store.Caching;

/// <summary>
/// The cache's part in Redis: values under <c>farol:cache:KEY</c>, and the channel <c>farol:cache</c> on which processes
/// tell each other what they wrote or dropped.
/// </summary>
internal sealed class RedisCache : IRemoteCache, IAsyncDisposable
{
    private const string Prefix = "farol:cache:";
    private const string Channel = "farol:cache";
    private const char KeyChanged = 'k';
    private const char AllCleared = 'c';
    private const int ScanCount = 500;
    private readonly MemoryStore _memory;
    private readonly ILogger<RedisCache> _logger;
    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly RedisLink _link;
    private readonly RedisSubscriber _subscriber;

    public RedisCache(RedisOptions options, MemoryStore memory, TimeProvider time, Random random, ILogger<RedisCache> logger)
    {
        _memory = memory;
        _logger = logger;
        _link = new RedisLink(options, time, random, logger);
        _subscriber = new RedisSubscriber(options, time, random, logger, Channel, Hear);
    }

    public bool IsAvailable => _link.IsAvailable;

    internal bool IsListening => _subscriber.IsSubscribed;

    public async ValueTask<MemoryEntry?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await _link.SendAsync("GET", Prefix + key).WaitAsync(cancellationToken);
            return reply.Kind == RespKind.Text ? CacheEnvelope.Unpack(key, reply.Bytes) : null;
        }
        catch (RedisException error)
        {
            Note(error);
            return null;
        }
    }

    /// <summary>Not waited for: whoever stored a value has it already.</summary>
    public void Set(MemoryEntry entry, TimeSpan timeToLive)
    {
        if (IsAvailable)
        {
            var milliseconds = Math.Max(1, (long)timeToLive.TotalMilliseconds);
            Forget(_link.SendAsync("SET", Prefix + entry.Key, CacheEnvelope.Pack(entry), "PX", milliseconds));
            Tell(KeyChanged, entry.Key);
        }
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await _link.SendAsync("UNLINK", Prefix + key).WaitAsync(cancellationToken);
            Tell(KeyChanged, key);
        }
        catch (RedisException error)
        {
            Note(error);
        }
    }

    public async ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            var cursor = "0";
            do
            {
                var reply = await _link.SendAsync("SCAN", cursor, "MATCH", Prefix + "*", "COUNT", ScanCount).WaitAsync(cancellationToken);
                if (reply.Items is not [var next, var keys])
                {
                    return;
                }

                if (keys.Items.Count > 0)
                {
                    RedisArgument[] command = ["UNLINK", .. keys.Items.Select(key => new RedisArgument(key.Bytes))];
                    await _link.SendAsync(command).WaitAsync(cancellationToken);
                }

                cursor = next.Text;
            }
            while (cursor != "0");
            Tell(AllCleared, "");
        }
        catch (RedisException error)
        {
            Note(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        await _link.DisposeAsync();
    }

    private void Tell(char what, string key) => Forget(_link.SendAsync("PUBLISH", Channel, $"{_self}{what}{key}"));

    private void Hear(ReadOnlyMemory<byte> message)
    {
        var text = Encoding.UTF8.GetString(message.Span);
        if (text.Length <= _self.Length || text.StartsWith(_self, StringComparison.Ordinal))
        {
            return;
        }

        switch (text[_self.Length])
        {
            case KeyChanged:
                _memory.Remove(text[(_self.Length + 1)..]);
                break;
            case AllCleared:
                _memory.Clear();
                break;
        }
    }

    private void Forget(Task<RespValue> reply) => reply.ContinueWith(
        static (failed, self) => ((RedisCache)self!).Note((RedisException)failed.Exception!.InnerException!),
        this,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted,
        TaskScheduler.Default);

    /// <summary>A lost connection is told once by the link; here only what is odd while it lives.</summary>
    private void Note(RedisException error)
    {
        if (error.Fault is RedisFault.Refused or RedisFault.Busy)
        {
            _logger.LogWarning("{Trouble} The cache goes on in memory.", error.Message);
        }
    }
}
