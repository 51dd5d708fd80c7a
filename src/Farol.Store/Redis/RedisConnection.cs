using System.Buffers;
using System.IO.Pipelines;
using System.Security.Authentication;

namespace Farol.Store.Redis;

/// <summary>
/// One connection. Commands of all callers are written in order of their call and in as few packets as may be; replies
/// come in the same order. Any failure ends the connection: there is no way to find the place in the stream again.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private const int MaxBufferedBytes = 64 * 1024 * 1024;
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<RespValue>? _onPush;
    private readonly Stream _stream;
    private readonly Lock _gate = new();
    private readonly Queue<PendingReply> _pending = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _toWrite = new(0);
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _writing = new();
    private RedisException? _failure;
    private long _lastReplyAt;
    private Task _running = Task.CompletedTask;

    private RedisConnection(RedisOptions options, TimeProvider time, Stream stream, Action<RespValue>? onPush)
    {
        _options = options;
        _time = time;
        _stream = stream;
        _onPush = onPush;
        _lastReplyAt = time.GetTimestamp();
    }

    /// <summary>Ends when the connection does; never fails.</summary>
    public Task Completion => _running;

    /// <summary>Why the connection ended; null while it lives.</summary>
    public RedisException? Failure => _failure;

    /// <summary>Connects and logs in.</summary>
    /// <param name="onPush">Takes messages that answer no command.</param>
    /// <exception cref="RedisException">Not reachable, refused, or no Redis.</exception>
    public static async Task<RedisConnection> OpenAsync(
        RedisOptions options, TimeProvider time, Action<RespValue>? onPush, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        RedisConnection? connection = null;
        try
        {
            connection = new RedisConnection(options, time, await RedisDialer.ConnectAsync(options, either.Token), onPush);
            connection.Start();
            await RedisGreeting.LogInAsync(connection, options).WaitAsync(either.Token);
            return connection;
        }
        catch (Exception error)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(options, error);
        }
    }

    /// <exception cref="RedisException">The connection ended, or the server refused.</exception>
    public Task<RespValue> SendAsync(params ReadOnlySpan<RedisArgument> command)
    {
        var reply = new PendingReply(_time.GetTimestamp());
        lock (_gate)
        {
            if (_failure is not null)
            {
                return Task.FromException<RespValue>(_failure);
            }

            if (_pending.Count >= _options.MaxPendingCommands || _filling.WrittenCount > MaxBufferedBytes)
            {
                return Task.FromException<RespValue>(new RedisException(RedisFault.Busy, "Too many commands wait for Redis already."));
            }

            _pending.Enqueue(reply);
            Append(command);
        }

        return reply.Task;
    }

    /// <summary>Sends a command whose answers come as pushes only (SUBSCRIBE).</summary>
    public void Post(params ReadOnlySpan<RedisArgument> command)
    {
        lock (_gate)
        {
            if (_failure is null)
            {
                Append(command);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close(new RedisException(RedisFault.Unavailable, "The connection to Redis is closed."));
        await _running;
        await _stream.DisposeAsync();
        _closing.Dispose();
        _toWrite.Dispose();
    }

    private void Append(ReadOnlySpan<RedisArgument> command)
    {
        var wasEmpty = _filling.WrittenCount == 0;
        RespWriter.Write(_filling, command);
        if (wasEmpty)
        {
            _toWrite.Release();
        }
    }

    private void Start() => _running = Task.WhenAll(GuardAsync(ReadAsync), GuardAsync(WriteAsync), GuardAsync(WatchAsync));

    private async Task GuardAsync(Func<CancellationToken, Task> loop)
    {
        try
        {
            await loop(_closing.Token);
        }
        catch (Exception error)
        {
            // Every way that a loop can end is the end of the connection, and is told to all who wait.
            Close(Explain(_options, error));
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var input = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 16 * 1024));
        var reader = new RespReader(input, _options.MaxBulkBytes);
        while (await reader.ReadAsync(cancellationToken) is { } value)
        {
            Volatile.Write(ref _lastReplyAt, _time.GetTimestamp());
            if (IsPush(value))
            {
                _onPush?.Invoke(value);
                continue;
            }

            PendingReply? reply;
            lock (_gate)
            {
                _pending.TryDequeue(out reply);
            }

            if (reply is null)
            {
                throw new RedisException(
                    RedisFault.Protocol,
                    value.Kind == RespKind.Error ? $"Redis refuses: {value.Text}" : "Redis answered what nobody asked.");
            }

            reply.Complete(value);
        }

        throw new RedisException(RedisFault.Unavailable, "Redis closed the connection.");
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _toWrite.WaitAsync(cancellationToken);
            lock (_gate)
            {
                (_filling, _writing) = (_writing, _filling);
            }

            await _stream.WriteAsync(_writing.WrittenMemory, cancellationToken);
            _writing.ResetWrittenCount();
        }
    }

    /// <summary>Gives up on a late reply; asks a silent server whether it is there.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.CommandTimeout / 4, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            PendingReply? oldest;
            lock (_gate)
            {
                _pending.TryPeek(out oldest);
            }

            if (oldest is not null && _time.GetElapsedTime(oldest.SentAt) > _options.CommandTimeout)
            {
                throw new RedisException(RedisFault.Timeout, $"Redis did not answer within {_options.CommandTimeout.TotalSeconds:0.#} s.");
            }

            if (oldest is null && _time.GetElapsedTime(Volatile.Read(ref _lastReplyAt)) > _options.PingInterval)
            {
                _ = SendAsync("PING").ContinueWith(
                    static ping => ping.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    private void Close(RedisException failure)
    {
        PendingReply[] waiting;
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = failure;
            waiting = [.. _pending];
            _pending.Clear();
        }

        foreach (var reply in waiting)
        {
            reply.Fail(failure);
        }

        _closing.Cancel();
    }

    /// <summary>RESP3 marks pushes; in RESP2 they are lists that begin with their kind.</summary>
    private bool IsPush(RespValue value) =>
        value.Kind == RespKind.Push
        || (_onPush is not null && value is { Kind: RespKind.List, Items: [{ Text: "message" or "subscribe" }, ..] });

    private static RedisException Explain(RedisOptions options, Exception error) => error switch
    {
        RedisException known => known,
        OperationCanceledException => new RedisException(
            RedisFault.Timeout, $"{options} did not answer within {options.ConnectTimeout.TotalSeconds:0.#} s.", error),
        AuthenticationException => new RedisException(
            RedisFault.Refused, $"TLS with {options} failed: {error.Message}", error),
        _ => new RedisException(RedisFault.Unavailable, $"{options} is not reachable: {error.Message}", error),
    };
}
