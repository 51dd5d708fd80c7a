using System.Net;

namespace Farol.Gateway.Http1;

/// <summary>host [ ":" port ] as a Host field or an absolute target has it.</summary>
internal static class Authority
{
    /// <summary>RFC 1035: no name in DNS is longer.</summary>
    public const int MaxHostBytes = 255;

    /// <param name="hostLength">Bytes of the host at the authority's start, an IPv6 address with its brackets.</param>
    /// <param name="port">0 where none is written.</param>
    public static Violation Read(ReadOnlySpan<byte> authority, out int hostLength, out int port)
    {
        port = 0;
        hostLength = 0;
        if (authority.IsEmpty)
        {
            return Violation.InvalidHost;
        }

        if (authority.Contains((byte)'@'))
        {
            return Violation.UserInfoInAuthority;
        }

        hostLength = authority[0] == '[' ? LiteralLength(authority) : NameLength(authority);
        if (hostLength <= 0)
        {
            return Violation.InvalidHost;
        }

        var rest = authority[hostLength..];
        return rest.IsEmpty || (rest[0] == ':' && TryReadPort(rest[1..], out port)) ? Violation.None : Violation.InvalidHost;
    }

    private static int NameLength(ReadOnlySpan<byte> authority)
    {
        var end = authority.IndexOfAnyExcept(Bytes.HostName);
        end = end < 0 ? authority.Length : end;
        return end <= MaxHostBytes ? end : -1;
    }

    private static int LiteralLength(ReadOnlySpan<byte> authority)
    {
        var end = authority.IndexOf((byte)']');
        if (end < 0)
        {
            return -1;
        }

        var address = authority[1..end];
        return !address.ContainsAnyExcept(Bytes.AddressLiteral) && address.Contains((byte)':') && IPAddress.IsValidUtf8(address) ? end + 1 : -1;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> digits, out int port)
    {
        port = 0;
        if (digits.Length is 0 or > 5)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            port = (port * 10) + digit - '0';
        }

        return port is > 0 and <= ushort.MaxValue && digits[0] != '0';
    }
}
