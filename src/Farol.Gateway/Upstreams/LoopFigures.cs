using System.Runtime.InteropServices;

namespace Farol.Gateway.Upstreams;

/// <summary>
/// What one loop counts of one backend. Only that loop writes, with <see cref="Volatile.Write(ref long, long)"/>; anybody reads and sums over
/// loops. Padded to two cache lines, so that neighbouring loops do not write into one line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct LoopFigures
{
    /// <summary>Requests that this loop has with the backend now.</summary>
    [FieldOffset(64)]
    public long InFlight;

    [FieldOffset(72)]
    public long Requests;

    [FieldOffset(80)]
    public long Failures;

    /// <summary>Peak-sensitive moving average of the time to the first byte; 0: none measured yet.</summary>
    [FieldOffset(88)]
    public long LatencyMicroseconds;

    /// <summary>When <see cref="LatencyMicroseconds"/> was written, on the loops' clock.</summary>
    [FieldOffset(96)]
    public long LatencyAtMicroseconds;

    /// <summary>Connections that this loop has open to the backend, idle ones too.</summary>
    [FieldOffset(104)]
    public long Connections;
}
