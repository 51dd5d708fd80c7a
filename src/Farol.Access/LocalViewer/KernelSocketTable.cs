using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Farol.Access.LocalViewer;

/// <summary>
/// Asks by socket diagnostics, and where the kernel does not offer them (some sandboxes) reads <c>/proc/net/tcp</c> and <c>/proc/net/tcp6</c> (proc(5)): addresses as 32-bit words in the machine's byte order,
/// ports in hexadecimal, the state (01: established), the owner.
/// </summary>
internal sealed class KernelSocketTable : IPeerOwner
{
    private const string Established = "01";
    private const int LocalField = 1;
    private const int RemoteField = 2;
    private const int StateField = 3;
    private const int OwnerField = 7;
    private const int InodeField = 9;

    public uint OwnUserId { get; } = ReadOwnUserId();

    public uint? FindUserId(IPEndPoint peer, IPEndPoint local) =>
        SocketDiagnostics.TryFind(peer, local, out var owner) ? owner : FindInTable(peer, local);

    internal static uint? FindInTable(IPEndPoint peer, IPEndPoint local)
    {
        // A client's socket may be of either family: an IPv6 one reaches 127.0.0.1 as ::ffff:127.0.0.1.
        if (peer.Address.AddressFamily == AddressFamily.InterNetwork || peer.Address.IsIPv4MappedToIPv6)
        {
            return Find("/proc/net/tcp", Format(peer, toIpv6: false), Format(local, toIpv6: false))
                ?? Find("/proc/net/tcp6", Format(peer, toIpv6: true), Format(local, toIpv6: true));
        }

        return Find("/proc/net/tcp6", Format(peer, toIpv6: true), Format(local, toIpv6: true));
    }

    internal static string Format(IPEndPoint end, bool toIpv6)
    {
        var bytes = (toIpv6 ? end.Address.MapToIPv6() : end.Address.MapToIPv4()).GetAddressBytes();
        var text = new System.Text.StringBuilder(bytes.Length * 2 + 5);
        for (var word = 0; word < bytes.Length; word += 4)
        {
            // The kernel prints the word as the processor reads it; .NET runs on little-endian machines.
            text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(word)):X8}");
        }

        return text.Append(CultureInfo.InvariantCulture, $":{end.Port:X4}").ToString();
    }

    /// <summary>The owner in a line of the table, if the line is the established socket with these ends.</summary>
    internal static uint? Match(ReadOnlySpan<char> line, string ownEnd, string otherEnd)
    {
        Span<Range> fields = stackalloc Range[InodeField + 2];
        var count = line.SplitAny(fields, " ", StringSplitOptions.RemoveEmptyEntries);
        if (count <= InodeField
            || !line[fields[LocalField]].SequenceEqual(ownEnd)
            || !line[fields[RemoteField]].SequenceEqual(otherEnd)
            || !line[fields[StateField]].SequenceEqual(Established)
            || line[fields[InodeField]] is "0")
        {
            return null;
        }

        return uint.TryParse(line[fields[OwnerField]], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) ? owner : null;
    }

    private static uint? Find(string table, string ownEnd, string otherEnd)
    {
        if (!File.Exists(table))
        {
            return null;
        }

        foreach (var line in File.ReadLines(table))
        {
            if (line.Contains(ownEnd, StringComparison.Ordinal) && Match(line, ownEnd, otherEnd) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    private static uint ReadOwnUserId()
    {
        // "Uid: real effective saved filesystem": sockets are made with the last one.
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("Uid:", StringComparison.Ordinal));
        return uint.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[4], CultureInfo.InvariantCulture);
    }
}
