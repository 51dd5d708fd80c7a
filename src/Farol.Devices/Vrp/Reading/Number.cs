using System.Globalization;

namespace Farol.Devices.Vrp.Reading;

/// <summary>Numbers as routers write them. Never throws and never overflows: what is no number is null, what is too big saturates.</summary>
internal static class Number
{
    private const int MaxShortDigits = 15;

    private static readonly double[] _powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>A whole number of digits only, with an optional minus; thousands of digits saturate at the ends of 64 bits.</summary>
    public static long? Integer(ReadOnlySpan<char> text)
    {
        var digits = text.TrimBlanks();
        var negative = digits.StartsWith('-');
        if (negative)
        {
            digits = digits[1..];
        }

        if (digits.IsEmpty)
        {
            return null;
        }

        long value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }

            var digit = c - '0';
            value = value > (long.MaxValue - digit) / 10 ? long.MaxValue : (value * 10) + digit;
        }

        return negative ? -value : value;
    }

    /// <summary>An integer that fits in 32 bits, saturating.</summary>
    public static int? Small(ReadOnlySpan<char> text) =>
        Integer(text) is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    /// <summary>The number that starts the text, whatever follows: "8072105483 packets," or "15766020Kbytes".</summary>
    public static long? LeadingInteger(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimStartBlanks();
        var length = trimmed.StartsWith('-') ? 1 : 0;
        while (length < trimmed.Length && char.IsAsciiDigit(trimmed[length]))
        {
            length++;
        }

        return Integer(trimmed[..length]);
    }

    /// <summary>The decimal that starts the text, whatever follows: "-1.47dBm", "54%", "36 V". "--" is null.</summary>
    public static double? LeadingDecimal(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimStartBlanks();
        var length = trimmed.Length > 0 && trimmed[0] is '-' or '+' ? 1 : 0;
        var dots = 0;
        while (length < trimmed.Length && (char.IsAsciiDigit(trimmed[length]) || (trimmed[length] == '.' && dots++ == 0)))
        {
            length++;
        }

        return Decimal(trimmed[..length]);
    }

    /// <summary>A decimal with a point; infinite or absurdly long ones are null.</summary>
    public static double? Decimal(ReadOnlySpan<char> text) => Short(text.TrimBlanks()) ?? Long(text);

    /// <summary>
    /// Digits and a point, few enough to be exact: an integer below 2^53 divided by a power of ten is correctly rounded. Nearly every number
    /// of a listing is one, and the general way costs four times as much.
    /// </summary>
    private static double? Short(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxShortDigits)
        {
            return null;
        }

        var i = text[0] == '-' ? 1 : 0;
        long value = 0;
        var decimals = -1;
        var digits = 0;
        for (; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                value = (value * 10) + (text[i] - '0');
                digits++;
                decimals += decimals < 0 ? 0 : 1;
            }
            else if (text[i] == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return null;
            }
        }

        return digits == 0 ? null : (text[0] == '-' ? -value : value) / _powers[Math.Max(decimals, 0)];
    }

    private static double? Long(ReadOnlySpan<char> text) =>
        double.TryParse(text.TrimBlanks(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>A percentage of 0 to 2 decimals that carries its sign: "54%", "0.01%", "97 %"; "--", "**" or a bare number is null.</summary>
    public static double? Percent(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        var sign = trimmed.IndexOf('%');
        return sign < 0 ? null : Decimal(trimmed[..sign]);
    }
}
