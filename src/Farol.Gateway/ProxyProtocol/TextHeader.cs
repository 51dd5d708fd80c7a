using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.ProxyProtocol;

/// <summary>Version 1: <c>PROXY TCP4 192.0.2.1 198.51.100.1 56324 443</c> and a line end (section 2.1).</summary>
internal static class TextHeader
{
    /// <summary>The longest line that the format allows, line end included.</summary>
    public const int MaxBytes = 107;

    /// <summary>protocol, two addresses, two ports.</summary>
    private const int Words = 5;

    private static readonly SearchValues<byte> _inIpv4 = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> _inIpv6 = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    public static ReadOnlySpan<byte> Start => "PROXY "u8;

    public static ProxyHeaderOutcome Read(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        var known = bytes[..Math.Min(bytes.Length, MaxBytes)];
        var end = known.IndexOf((byte)'\n');
        if (end < 0)
        {
            return known.Length < MaxBytes ? ProxyHeaderOutcome.Incomplete : ProxyHeaderOutcome.Refused;
        }

        return end > Start.Length && known[end - 1] == '\r' && ReadLine(known[Start.Length..(end - 1)], end + 1, out header)
            ? ProxyHeaderOutcome.Complete
            : ProxyHeaderOutcome.Refused;
    }

    private static bool ReadLine(ReadOnlySpan<byte> line, int length, out ProxyHeader header)
    {
        header = new ProxyHeader(length, null, null);
        if (line.SequenceEqual("UNKNOWN"u8) || line.StartsWith("UNKNOWN "u8))
        {
            return line.IndexOf((byte)'\r') < 0;
        }

        Span<Range> words = stackalloc Range[Words + 1];
        if (Split(line, words) != Words)
        {
            return false;
        }

        var family = line[words[0]] switch
        {
            [(byte)'T', (byte)'C', (byte)'P', (byte)'4'] => AddressFamily.InterNetwork,
            [(byte)'T', (byte)'C', (byte)'P', (byte)'6'] => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };
        if (!TryReadAddress(line[words[1]], family, out var source) || !TryReadAddress(line[words[2]], family, out var destination)
            || !TryReadPort(line[words[3]], out var sourcePort) || !TryReadPort(line[words[4]], out var destinationPort))
        {
            return false;
        }

        header = new ProxyHeader(length, new IPEndPoint(source, sourcePort), new IPEndPoint(destination, destinationPort));
        return true;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> words)
    {
        var count = 0;
        foreach (var word in line.Split((byte)' '))
        {
            if (count == words.Length)
            {
                break;
            }

            words[count++] = word;
        }

        return count;
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> text, AddressFamily family, out IPAddress address)
    {
        address = IPAddress.None;
        var isPlain = family switch
        {
            AddressFamily.InterNetwork => text.IndexOfAnyExcept(_inIpv4) < 0 && text.Count((byte)'.') == 3 && HasPlainNumbers(text),
            AddressFamily.InterNetworkV6 => text.IndexOfAnyExcept(_inIpv6) < 0 && text.Contains((byte)':'),
            _ => false,
        };
        if (!isPlain || !IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != family)
        {
            return false;
        }

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    /// <summary>Each number without a leading zero, which some read as octal.</summary>
    private static bool HasPlainNumbers(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)'.'))
        {
            if (text[range] is not ([_] or [not (byte)'0', _] or [not (byte)'0', _, _]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> text, out int port)
    {
        port = 0;
        if (text.Length is 0 or > 5 || (text[0] == '0' && text.Length > 1))
        {
            return false;
        }

        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            port = (port * 10) + digit - '0';
        }

        return port <= IPEndPoint.MaxPort;
    }
}
