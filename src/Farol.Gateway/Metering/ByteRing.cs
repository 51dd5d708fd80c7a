using System.Numerics;

namespace Farol.Gateway.Metering;

/// <summary>Bytes from one thread to another, bounded and without locks. What has no room is refused whole.</summary>
internal sealed class ByteRing
{
    private readonly byte[] _bytes;
    private readonly int _mask;
    private long _written;
    private long _read;

    public ByteRing(int minBytes)
    {
        _bytes = new byte[BitOperations.RoundUpToPowerOf2((uint)minBytes)];
        _mask = _bytes.Length - 1;
    }

    public int Capacity => _bytes.Length;

    public int Waiting => (int)(Volatile.Read(ref _written) - Volatile.Read(ref _read));

    /// <summary>By the one writer.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - (_written - Volatile.Read(ref _read)))
        {
            return false;
        }

        var at = (int)_written & _mask;
        var first = Math.Min(bytes.Length, _bytes.Length - at);
        bytes[..first].CopyTo(_bytes.AsSpan(at));
        bytes[first..].CopyTo(_bytes);
        Volatile.Write(ref _written, _written + bytes.Length);
        return true;
    }

    /// <summary>By the one reader: everything that waits, as far as it fits.</summary>
    public int Read(Span<byte> into)
    {
        var count = (int)Math.Min(into.Length, Volatile.Read(ref _written) - _read);
        var at = (int)_read & _mask;
        var first = Math.Min(count, _bytes.Length - at);
        _bytes.AsSpan(at, first).CopyTo(into);
        _bytes.AsSpan(0, count - first).CopyTo(into[first..]);
        Volatile.Write(ref _read, _read + count);
        return count;
    }
}
