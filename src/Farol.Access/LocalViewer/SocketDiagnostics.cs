using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Farol.Access.LocalViewer.Native;

namespace Farol.Access.LocalViewer;

/// <summary>
/// Asks the kernel for one socket by its two ends (sock_diag(7)): microseconds, where reading the whole table in
/// <c>/proc/net/tcp</c> takes 60 ms once there are 8 000 connections.
/// </summary>
internal static class SocketDiagnostics
{
    private const int HeaderBytes = 16;
    private const int RequestBytes = HeaderBytes + 56;
    private const int AnswerBytes = HeaderBytes + 72;
    private const int MaxAnswerBytes = 512;
    private const ushort TypeByFamily = 20;
    private const ushort FlagRequest = 1;
    private const byte FamilyInet = 2;
    private const byte FamilyInet6 = 10;
    private const byte ProtocolTcp = 6;
    private const byte Established = 1;

    /// <summary>Whether the kernel knew the socket; and its owner, if it is established.</summary>
    /// <returns>False when the kernel has no such socket, or cannot be asked in this way.</returns>
    public static bool TryFind(IPEndPoint own, IPEndPoint other, out uint? userId)
    {
        userId = null;
        var answer = new byte[MaxAnswerBytes];
        var count = SocketDiagnosticsLink.Ask(CreateRequest(own, other), answer);
        return count > 0 && TryRead(answer.AsSpan(0, count), own, other, out userId);
    }

    /// <summary>struct nlmsghdr, then struct inet_diag_req_v2 of linux/inet_diag.h. An IPv4 question finds IPv6 sockets
    /// that carry IPv4 too.</summary>
    internal static byte[] CreateRequest(IPEndPoint own, IPEndPoint other)
    {
        var ownAddress = Plain(own.Address);
        var otherAddress = Plain(other.Address);
        var request = new byte[RequestBytes];
        MemoryMarshal.Write(request.AsSpan(0), (uint)RequestBytes);
        MemoryMarshal.Write(request.AsSpan(4), TypeByFamily);
        MemoryMarshal.Write(request.AsSpan(6), FlagRequest);
        request[16] = ownAddress.AddressFamily == AddressFamily.InterNetwork ? FamilyInet : FamilyInet6;
        request[17] = ProtocolTcp;
        MemoryMarshal.Write(request.AsSpan(20), uint.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(24), (ushort)own.Port);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(26), (ushort)other.Port);
        ownAddress.TryWriteBytes(request.AsSpan(28), out _);
        otherAddress.TryWriteBytes(request.AsSpan(44), out _);

        // "No cookie": any incarnation of the socket.
        request.AsSpan(64, 8).Fill(0xFF);
        return request;
    }

    /// <summary>struct nlmsghdr, then struct inet_diag_msg: state, the two ports, at last owner and inode.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> answer, IPEndPoint own, IPEndPoint other, out uint? userId)
    {
        userId = null;
        if (answer.Length < AnswerBytes
            || MemoryMarshal.Read<ushort>(answer[4..]) != TypeByFamily
            || BinaryPrimitives.ReadUInt16BigEndian(answer[20..]) != own.Port
            || BinaryPrimitives.ReadUInt16BigEndian(answer[22..]) != other.Port)
        {
            return false;
        }

        var inode = MemoryMarshal.Read<uint>(answer[84..]);
        if (answer[17] == Established && inode != 0)
        {
            userId = MemoryMarshal.Read<uint>(answer[80..]);
        }

        return true;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
