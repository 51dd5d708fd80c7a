using System.Runtime.InteropServices;

namespace Farol.Gateway.Upstreams;

/// <summary>
/// What one loop counts of one backend. Only that loop writes, with <see cref="Volatile.Write(ref long, long)"/>; anybody reads and sums over
/// loops. Padded to two cache lines, so that neighbouring loops do not write into one line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct LoopFigures
{
    /// <summary>
    /// Over so long a latency's weight falls to a third; after twice as long without any it says nothing more. Long enough to smooth, and short
    /// enough that one bad moment does not keep a backend out of use for many times its length.
    /// </summary>
    public const double DecayMicroseconds = 1_000_000;

    /// <summary>Requests that this loop has with the backend now.</summary>
    [FieldOffset(64)]
    public long InFlight;

    /// <summary>Requests begun.</summary>
    [FieldOffset(72)]
    public long Requests;

    /// <summary>Requests that failed by the backend's fault.</summary>
    [FieldOffset(80)]
    public long Failures;

    /// <summary>Peak-sensitive moving average of the time to the first byte; 0: none measured yet.</summary>
    [FieldOffset(88)]
    public double PeakLatencyMicroseconds;

    /// <summary>When <see cref="PeakLatencyMicroseconds"/> was written, on the loops' clock.</summary>
    [FieldOffset(96)]
    public long LatencyAtMicroseconds;

    /// <summary>Connections that this loop has open to the backend, idle ones too.</summary>
    [FieldOffset(104)]
    public long Connections;

    /// <summary>Requests that went well; each had its latency taken.</summary>
    [FieldOffset(112)]
    public long Successes;

    /// <summary>With <see cref="Successes"/>, a mean over any stretch of time.</summary>
    [FieldOffset(120)]
    public long LatencyTotalMicroseconds;

    public void Begin()
    {
        Volatile.Write(ref InFlight, InFlight + 1);
        Volatile.Write(ref Requests, Requests + 1);
    }

    /// <summary>
    /// Begins a request unless all loops together would exceed the bound. Each loop announces its own request before it counts the others',
    /// so the bound holds exactly without a lock; two loops that race for the last place may both step back.
    /// </summary>
    public bool TryBegin(Backend backend, int maxInFlight)
    {
        Volatile.Write(ref InFlight, InFlight + 1);
        Interlocked.MemoryBarrier();
        if (backend.InFlight > maxInFlight)
        {
            Volatile.Write(ref InFlight, InFlight - 1);
            return false;
        }

        Volatile.Write(ref Requests, Requests + 1);
        return true;
    }

    public void End() => Volatile.Write(ref InFlight, InFlight - 1);

    public void CountFailure() => Volatile.Write(ref Failures, Failures + 1);

    /// <summary>Takes in how long the backend took to answer well. Fast failures are left out: they would draw traffic.</summary>
    public void CountSuccess(long latencyMicroseconds, long nowMicroseconds)
    {
        Volatile.Write(ref Successes, Successes + 1);
        Volatile.Write(ref LatencyTotalMicroseconds, LatencyTotalMicroseconds + latencyMicroseconds);
        var before = PeakLatencyMicroseconds;
        var after = (double)latencyMicroseconds;
        var silence = (nowMicroseconds - LatencyAtMicroseconds) / DecayMicroseconds;
        if (after < before && silence < 2)
        {
            var kept = Math.Exp(-silence);
            after = (before * kept) + (after * (1 - kept));
        }

        Volatile.Write(ref PeakLatencyMicroseconds, after);
        Volatile.Write(ref LatencyAtMicroseconds, nowMicroseconds);
    }
}
