using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>
/// <c>sockaddr_in</c> or <c>sockaddr_in6</c> (ip(7), ipv6(7)) as the kernel lays it out: family in host order, port in network order.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketAddress
{
    private const int FamilyV4 = 2;
    private const int FamilyV6 = 10;

    private Bytes _bytes;

    public SocketAddress(IPEndPoint endPoint)
    {
        Span<byte> bytes = _bytes;
        var six = endPoint.AddressFamily == AddressFamily.InterNetworkV6;
        MemoryMarshal.Write(bytes, (ushort)(six ? FamilyV6 : FamilyV4));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)endPoint.Port);
        _ = endPoint.Address.TryWriteBytes(bytes[(six ? 8 : 4)..], out _);
        if (six)
        {
            MemoryMarshal.Write(bytes[24..], (uint)endPoint.Address.ScopeId);
        }
    }

    public readonly int Family => MemoryMarshal.Read<ushort>(Span);

    /// <summary>What the kernel wants told of its size.</summary>
    public readonly uint Length => Family == FamilyV6 ? 28u : 16u;

    public readonly int Port => BinaryPrimitives.ReadUInt16BigEndian(Span[2..]);

    /// <summary>The address in network order: 4 bytes, or 16; IPv4 that came through an IPv6 socket is 4 bytes again.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> AddressBytes
    {
        get
        {
            if (Family != FamilyV6)
            {
                return Span.Slice(4, 4);
            }

            var six = Span.Slice(8, 16);
            return six[..10].IndexOfAnyExcept((byte)0) < 0 && six[10] == 0xff && six[11] == 0xff ? six[12..] : six;
        }
    }

    [UnscopedRef]
    private readonly ReadOnlySpan<byte> Span => _bytes;

    public readonly IPEndPoint ToEndPoint() =>
        Family is FamilyV4 or FamilyV6 ? new IPEndPoint(new IPAddress(AddressBytes), Port) : new IPEndPoint(IPAddress.None, 0);

    [InlineArray(28)]
    private struct Bytes
    {
        private byte _first;
    }
}
