namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Addresses as text and as numbers, without allocating.</summary>
internal static class AddressText
{
    private const int MacDigits = 12;
    private const int RouterMacLength = 14;

    /// <summary>Four decimal bytes; 0.0.0.0 is "none" and not taken.</summary>
    public static bool TryIpv4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        uint part = 0;
        int digits = 0, dots = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) && digits < 3)
            {
                part = (part * 10) + (uint)(c - '0');
                digits++;
            }
            else if (c == '.' && digits > 0 && part <= byte.MaxValue && dots < 3)
            {
                address = (address << 8) | part;
                part = 0;
                digits = 0;
                dots++;
            }
            else
            {
                address = 0;
                return false;
            }
        }

        var isWhole = dots == 3 && digits > 0 && part <= byte.MaxValue;
        address = isWhole ? (address << 8) | part : 0;
        return address != 0;
    }

    /// <summary>Twelve hexadecimal digits in any grouping: "0011-2233-4455", "00-e0-fc-22-34-56", "8c:00:00:32:d8:d0".</summary>
    public static bool TryMac(ReadOnlySpan<char> text, out ulong mac)
    {
        mac = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiHexDigit(c))
            {
                mac = (mac << 4) | (uint)HexValue(c);
                digits++;
            }
            else if (c is not ('-' or ':' or '.'))
            {
                digits = 0;
                break;
            }
        }

        mac = digits == MacDigits ? mac : 0;
        return mac != 0;
    }

    /// <summary>
    /// True for something that stands where a MAC address stands: three or six hexadecimal groups, even masked or one digit too long. No IPv6 address.
    /// </summary>
    public static bool LooksLikeMac(ReadOnlySpan<char> text)
    {
        int digits = 0, separators = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiHexDigit(c) || c is '*' or 'x' or 'X')
            {
                digits++;
            }
            else if (c is '-' or ':')
            {
                separators++;
            }
            else
            {
                return false;
            }
        }

        return separators is 2 or 5 && digits is >= MacDigits - 2 and <= MacDigits + 2 && !text.Contains("::", StringComparison.Ordinal);
    }

    /// <summary>True for four groups divided by dots, even masked ones ("10.*.*.1", "100.64.x.x").</summary>
    public static bool LooksLikeIpv4(ReadOnlySpan<char> text)
    {
        var dots = 0;
        foreach (var c in text)
        {
            if (c == '.')
            {
                dots++;
            }
            else if (!char.IsAsciiDigit(c) && c is not ('*' or 'x' or 'X'))
            {
                return false;
            }
        }

        return dots == 3 && text[0] != '.';
    }

    /// <summary>Lower-case groups of four, which the number alone gives back.</summary>
    public static bool IsRouterForm(ReadOnlySpan<char> text)
    {
        if (text.Length != RouterMacLength || text[4] != '-' || text[9] != '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    public static string RouterMac(ulong mac) => string.Create(RouterMacLength, mac, static (target, value) => Write(target, value, 4, '-'));

    public static string ColonMac(ulong mac) => string.Create(17, mac, static (target, value) => Write(target, value, 2, ':'));

    /// <summary>Any MAC text as "aa:bb:cc:dd:ee:ff", or null.</summary>
    public static string? ColonMac(ReadOnlySpan<char> text) => TryMac(text, out var mac) ? ColonMac(mac) : null;

    private static void Write(Span<char> target, ulong mac, int group, char separator)
    {
        var at = 0;
        for (var digit = 0; digit < MacDigits; digit++)
        {
            if (digit > 0 && digit % group == 0)
            {
                target[at++] = separator;
            }

            target[at++] = "0123456789abcdef"[(int)((mac >> (4 * (MacDigits - 1 - digit))) & 0xF)];
        }
    }

    private static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
