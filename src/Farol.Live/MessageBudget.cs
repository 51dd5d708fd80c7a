namespace Farol.Live;

/// <summary>How many messages a client may still send: a bucket that fills by the second.</summary>
internal struct MessageBudget(int burst, long now)
{
    private double _left = burst;
    private long _at = now;

    public bool TryTake(LiveOptions options, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var refill = time.GetElapsedTime(_at, now).TotalSeconds * options.MaxMessagesPerSecond;
        _left = Math.Min(options.MaxMessageBurst, _left + refill);
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
