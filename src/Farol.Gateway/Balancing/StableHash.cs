using System.Buffers.Binary;

namespace Farol.Gateway.Balancing;

/// <summary>
/// 64-bit hashes that are the same on every machine and after every restart, so that replicas send a client to the same backend. Not for
/// tables that an outsider could fill with collisions. The mixing is that of wyhash (public domain): multiply to 128 bits, fold.
/// </summary>
internal static class StableHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Mix(First ^ (ulong)bytes.Length, Second);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), First);
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            rest = (rest << 8) | bytes[i];
        }

        return Mix(hash ^ rest, Second);
    }

    /// <param name="address">Of a client, IPv4 in its mapped form.</param>
    public static ulong Of(UInt128 address) => Combine((ulong)(address >> 64), (ulong)address);

    public static ulong Combine(ulong a, ulong b) => Mix(Mix(a ^ First, Second) ^ b, First);

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
