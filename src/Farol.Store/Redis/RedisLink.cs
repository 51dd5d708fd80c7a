using Microsoft.Extensions.Logging;

namespace Farol.Store.Redis;

/// <summary>Keeps one connection to Redis: opens it, notices its end, tries again with growing pauses, for ever.</summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly Action<RespValue>? _onPush;
    private readonly Func<RedisConnection, Task>? _onOpen;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private volatile RedisConnection? _current;

    /// <param name="onOpen">Runs on each new connection before it is used.</param>
    public RedisLink(
        RedisOptions options,
        TimeProvider time,
        Random random,
        ILogger logger,
        Action<RespValue>? onPush = null,
        Func<RedisConnection, Task>? onOpen = null)
    {
        _options = options;
        _time = time;
        _random = random;
        _logger = logger;
        _onPush = onPush;
        _onOpen = onOpen;
        _running = Task.Run(() => KeepAsync(_stopping.Token));
    }

    public bool IsAvailable => _current is { Failure: null };

    /// <summary>Fails at once while there is no connection.</summary>
    /// <exception cref="RedisException">No connection, no reply in time, or refused.</exception>
    public Task<RespValue> SendAsync(params ReadOnlySpan<RedisArgument> command) =>
        _current?.SendAsync(command)
        ?? Task.FromException<RespValue>(new RedisException(RedisFault.Unavailable, $"There is no connection to {_options}."));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        var pause = _options.FirstReconnectPause;
        string? lastTrouble = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var trouble = await HoldAsync(
                () =>
                {
                    _logger.LogInformation("Connected to {Redis}", _options);
                    pause = _options.FirstReconnectPause;
                    lastTrouble = null;
                },
                cancellationToken);

            // The same trouble again and again is one line in the log.
            if (trouble != lastTrouble)
            {
                _logger.LogWarning("{Trouble} Memory is used until it returns.", trouble);
                lastTrouble = trouble;
            }

            await Task.Delay(pause * (0.75 + (_random.NextDouble() / 2)), _time, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _options.MaxReconnectPause.Ticks));
        }
    }

    /// <summary>Opens a connection and holds it to its end; answers what ended it.</summary>
    private async Task<string> HoldAsync(Action onConnected, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await RedisConnection.OpenAsync(_options, _time, _onPush, cancellationToken);
            if (_onOpen is not null)
            {
                await _onOpen(connection);
            }

            _current = connection;
            onConnected();
            try
            {
                await connection.Completion.WaitAsync(cancellationToken);
            }
            finally
            {
                _current = null;
            }

            return connection.Failure?.Message ?? "The connection to Redis ended.";
        }
        catch (RedisException error)
        {
            return error.Message;
        }
    }
}
