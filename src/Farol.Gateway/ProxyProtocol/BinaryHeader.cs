using System.Buffers.Binary;
using System.Net;
using System.Numerics;

namespace Farol.Gateway.ProxyProtocol;

/// <summary>Version 2 (section 2.2): a signature, a command, a family, a length, the addresses, and extensions (type, length, value).</summary>
internal static class BinaryHeader
{
    public const int FixedBytes = 16;
    public const int Ipv4Bytes = 12;
    public const int Ipv6Bytes = 36;
    public const byte Version2 = 0x20;
    public const byte Proxied = 0x01;
    public const byte TcpOverIpv4 = 0x11;
    public const byte TcpOverIpv6 = 0x21;

    private const int UnixBytes = 216;
    private const byte Local = 0x00;
    private const byte ChecksumExtension = 0x03;
    private const int ChecksumBytes = 4;
    private const int ExtensionHeadBytes = 3;

    public static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    public static ProxyHeaderOutcome Read(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        if (bytes.Length < FixedBytes)
        {
            return bytes.Length > Signature.Length && !IsVersion(bytes[Signature.Length]) ? ProxyHeaderOutcome.Refused : ProxyHeaderOutcome.Incomplete;
        }

        var length = FixedBytes + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        if (!IsVersion(bytes[12]) || length > ProxyHeaderReader.MaxHeaderBytes || AddressBytes(bytes[13]) is var addresses && (addresses < 0 || length < FixedBytes + addresses))
        {
            return ProxyHeaderOutcome.Refused;
        }

        if (bytes.Length < length)
        {
            return ProxyHeaderOutcome.Incomplete;
        }

        if (!AreExtensionsWhole(bytes[..length], FixedBytes + addresses))
        {
            return ProxyHeaderOutcome.Refused;
        }

        header = (bytes[12] & 0x0f) == Local ? new ProxyHeader(length, null, null) : Addresses(bytes[..length]);
        return ProxyHeaderOutcome.Complete;
    }

    private static bool IsVersion(byte first) => first == (Version2 | Local) || first == (Version2 | Proxied);

    /// <summary>How many bytes the addresses of a family and transport take; -1: there is no such family.</summary>
    private static int AddressBytes(byte family) => (family & 0x0f) > 2 ? -1 : (family >> 4) switch
    {
        0 => 0,
        1 => Ipv4Bytes,
        2 => Ipv6Bytes,
        3 => UnixBytes,
        _ => -1,
    };

    /// <summary>Addresses of TCP; those of other transports say nothing of a client that could be reached.</summary>
    private static ProxyHeader Addresses(ReadOnlySpan<byte> bytes)
    {
        var size = bytes[13] switch
        {
            TcpOverIpv4 => 4,
            TcpOverIpv6 => 16,
            _ => 0,
        };
        if (size == 0)
        {
            return new ProxyHeader(bytes.Length, null, null);
        }

        var at = bytes[FixedBytes..];
        var ports = at[(2 * size)..];
        return new ProxyHeader(
            bytes.Length,
            new IPEndPoint(Address(at[..size]), BinaryPrimitives.ReadUInt16BigEndian(ports)),
            new IPEndPoint(Address(at.Slice(size, size)), BinaryPrimitives.ReadUInt16BigEndian(ports[2..])));
    }

    private static IPAddress Address(ReadOnlySpan<byte> bytes) => new IPAddress(bytes) is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : new IPAddress(bytes);

    /// <summary>The extensions fill what is left exactly, and the checksum among them is right.</summary>
    private static bool AreExtensionsWhole(ReadOnlySpan<byte> header, int at)
    {
        if (header[13] >> 4 == 0)
        {
            // Without a family nothing says where extensions begin: "the receiver must ignore" what is there.
            return true;
        }

        while (at < header.Length)
        {
            if (header.Length - at < ExtensionHeadBytes)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(header[(at + 1)..]);
            var value = at + ExtensionHeadBytes;
            if (length > header.Length - value || (header[at] == ChecksumExtension && !IsChecksumRight(header, value, length)))
            {
                return false;
            }

            at = value + length;
        }

        return true;
    }

    /// <summary>CRC-32C over the whole header with the sum itself taken as zero.</summary>
    private static bool IsChecksumRight(ReadOnlySpan<byte> header, int at, int length)
    {
        if (length != ChecksumBytes)
        {
            return false;
        }

        var sum = uint.MaxValue;
        for (var i = 0; i < header.Length; i++)
        {
            sum = BitOperations.Crc32C(sum, i >= at && i < at + ChecksumBytes ? (byte)0 : header[i]);
        }

        return ~sum == BinaryPrimitives.ReadUInt32BigEndian(header[at..]);
    }
}
