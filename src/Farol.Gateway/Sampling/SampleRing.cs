using Farol.Gateway.Metering;
using Farol.Link.Protocol;

namespace Farol.Gateway.Sampling;

/// <summary>One loop's requests on their way to whoever looks: one writer, one reader, no locks. One without room is dropped.</summary>
internal sealed class SampleRing
{
    /// <summary>What one watch may take in a second, all of it at once: half a megabyte, which is there only while somebody looks.</summary>
    public const int MaxWaiting = 256;

    private readonly SampledRequest[] _slots = [.. Enumerable.Range(0, MaxWaiting).Select(_ => new SampledRequest())];
    private long _written;
    private long _read;

    /// <summary>By the loop. False: there is no room.</summary>
    public bool TryWrite(in AccessLogEntry entry, SampleWatches watches, uint answered, DateTimeOffset now)
    {
        if (_written - Volatile.Read(ref _read) >= MaxWaiting)
        {
            return false;
        }

        _slots[_written % MaxWaiting].Set(entry, watches, answered, now);
        Volatile.Write(ref _written, _written + 1);
        return true;
    }

    /// <summary>By the one reader; null: nothing waits.</summary>
    public RequestLine? TryRead()
    {
        if (_read == Volatile.Read(ref _written))
        {
            return null;
        }

        var line = _slots[_read % MaxWaiting].Take();
        Volatile.Write(ref _read, _read + 1);
        return line;
    }
}
