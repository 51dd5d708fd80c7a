namespace Farol.Gateway.Loop;

/// <summary>
/// Buffers of one loop, in two sizes, outside the moving heap. A connection holds one only while bytes wait in it, so ten thousand idle
/// connections hold none.
/// </summary>
internal sealed class BufferPool
{
    /// <summary>Holds the heads of nearly all requests, and what one read of a small body brings.</summary>
    public const int SmallBytes = 16 * 1024;

    /// <summary>For bodies under way: fewer system calls for each megabyte; more than this measures no faster.</summary>
    public const int LargeBytes = 64 * 1024;

    /// <summary>Kept for reuse; what a burst took beyond goes back to the collector.</summary>
    private const int MaxKeptSmall = 512;

    private const int MaxKeptLarge = 64;

    private readonly Stack<byte[]> _small = new(MaxKeptSmall);
    private readonly Stack<byte[]> _large = new(MaxKeptLarge);

    public byte[] Rent() => _small.TryPop(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(SmallBytes, pinned: true);

    public byte[] RentLarge() => _large.TryPop(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(LargeBytes, pinned: true);

    public void Return(byte[] buffer)
    {
        var (stack, most) = buffer.Length == SmallBytes ? (_small, MaxKeptSmall) : (_large, MaxKeptLarge);
        if (stack.Count < most)
        {
            stack.Push(buffer);
        }
    }
}
