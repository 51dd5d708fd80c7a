using Farol.Gateway.Metering;

namespace Farol.Gateway.Sampling;

/// <summary>Everything that is watched now, and the rings of the loops. Another set is another object.</summary>
internal sealed class SampleWatches(IReadOnlyList<SampleWatch> all, SampleRing[] rings, TimeProvider time)
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly SampleWatch[] _all = [.. all];

    public IReadOnlyList<SampleWatch> All => _all;

    public IReadOnlyList<SampleRing> Rings => rings;

    /// <summary>Takes a request that has ended, where somebody looks at it and there is room. By its loop; allocates nothing.</summary>
    public void Take(int loop, in AccessLogEntry entry, long nowMicroseconds)
    {
        var answered = 0u;
        for (var i = 0; i < _all.Length; i++)
        {
            if (_all[i].Matches(entry, loop) && _all[i].TryTake(nowMicroseconds / MicrosecondsPerSecond))
            {
                answered |= 1u << i;
            }
        }

        if (answered == 0 || rings[loop].TryWrite(entry, this, answered, time.GetUtcNow()))
        {
            return;
        }

        for (var i = 0; i < _all.Length; i++)
        {
            if ((answered & (1u << i)) != 0)
            {
                _all[i].CountDropped(loop);
            }
        }
    }

    /// <summary>Those of them that still stand for what they did. By the one reader.</summary>
    /// <param name="answered">Bit 0 is the first.</param>
    public IEnumerable<SampleWatch> Answered(uint answered) => _all.Where((w, i) => (answered & (1u << i)) != 0 && !w.IsReplaced);
}
