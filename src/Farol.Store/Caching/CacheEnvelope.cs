using System.Buffers.Binary;

namespace Farol.Store.Caching;

/// <summary>A value as it lies in Redis: version 1, when it was stored, when it expires (milliseconds since 1970), the bytes.</summary>
internal static class CacheEnvelope
{
    private const byte Version = 1;
    private const int HeaderBytes = 17;

    public static byte[] Pack(MemoryEntry entry)
    {
        var bytes = new byte[HeaderBytes + entry.Bytes.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), entry.StoredAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), entry.ExpiresAt.ToUnixTimeMilliseconds());
        entry.Bytes.Span.CopyTo(bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    /// <summary>Null where the bytes are not ours.</summary>
    public static MemoryEntry? Unpack(string key, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes.Span[0] != Version)
        {
            return null;
        }

        var storedAt = BinaryPrimitives.ReadInt64BigEndian(bytes.Span[1..]);
        var expiresAt = BinaryPrimitives.ReadInt64BigEndian(bytes.Span[9..]);
        return IsTime(storedAt) && IsTime(expiresAt)
            ? new MemoryEntry(
                key,
                bytes[HeaderBytes..],
                DateTimeOffset.FromUnixTimeMilliseconds(storedAt),
                DateTimeOffset.FromUnixTimeMilliseconds(expiresAt))
            : null;
    }

    private static bool IsTime(long milliseconds) =>
        milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
