namespace Farol.Store.Redis;

/// <summary>A caller that waits for the reply to its command.</summary>
internal sealed class PendingReply(long sentAt)
{
    private readonly TaskCompletionSource<RespValue> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long SentAt => sentAt;

    public Task<RespValue> Task => _done.Task;

    public void Complete(RespValue value)
    {
        if (value.Kind == RespKind.Error)
        {
            Fail(new RedisException(RedisFault.Refused, $"Redis refuses: {value.Text}"));
            return;
        }

        _done.TrySetResult(value);
    }

    public void Fail(RedisException error) => _done.TrySetException(error);
}
