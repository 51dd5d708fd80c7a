using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.ProxyProtocol;

/// <summary>Writes the header that tells a backend who its client is.</summary>
internal static class ProxyHeaderWriter
{
    /// <summary>The longest of either version.</summary>
    public const int MaxBytes = TextHeader.MaxBytes;

    /// <param name="into">At least <see cref="MaxBytes"/>.</param>
    /// <returns>Bytes written; 0 where no header is to be sent.</returns>
    public static int Write(ProxyProtocolVersion version, IPEndPoint source, IPEndPoint destination, Span<byte> into) => version switch
    {
        ProxyProtocolVersion.V1 => WriteText(source, destination, into),
        ProxyProtocolVersion.V2 => WriteBinary(source, destination, into),
        _ => 0,
    };

    private static int WriteText(IPEndPoint source, IPEndPoint destination, Span<byte> into)
    {
        var four = AreBothIpv4(source, destination);
        var line = $"PROXY {(four ? "TCP4" : "TCP6")} {Address(source, four)} {Address(destination, four)} {source.Port} {destination.Port}\r\n";
        return Encoding.ASCII.GetBytes(line, into);
    }

    private static int WriteBinary(IPEndPoint source, IPEndPoint destination, Span<byte> into)
    {
        var four = AreBothIpv4(source, destination);
        var size = four ? 4 : 16;
        var length = four ? BinaryHeader.Ipv4Bytes : BinaryHeader.Ipv6Bytes;
        BinaryHeader.Signature.CopyTo(into);
        into[12] = BinaryHeader.Version2 | BinaryHeader.Proxied;
        into[13] = four ? BinaryHeader.TcpOverIpv4 : BinaryHeader.TcpOverIpv6;
        BinaryPrimitives.WriteUInt16BigEndian(into[14..], (ushort)length);
        var at = into[BinaryHeader.FixedBytes..];
        _ = Address(source, four).TryWriteBytes(at, out _);
        _ = Address(destination, four).TryWriteBytes(at[size..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(at[(2 * size)..], (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(at[((2 * size) + 2)..], (ushort)destination.Port);
        return BinaryHeader.FixedBytes + length;
    }

    private static bool AreBothIpv4(IPEndPoint source, IPEndPoint destination) =>
        source.AddressFamily == AddressFamily.InterNetwork && destination.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Without a zone, which means nothing to another machine.</summary>
    private static IPAddress Address(IPEndPoint endPoint, bool four) => four ? endPoint.Address : new IPAddress(endPoint.Address.MapToIPv6().GetAddressBytes());
}
