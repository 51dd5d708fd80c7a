using System.Globalization;

namespace Farol.Devices.Vrp.Reading;

/// <summary>Dates and lengths of time as routers write them.</summary>
internal static class Moment
{
    private static readonly string[] _forms =
    [
        "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm:ss", "yyyy-M-d H:mm:ss.fff", "yyyy/M/d H:mm:ss.fff",
        "yyyy-M-d'T'H:mm:ss", "H:mm:ss yyyy-M-d", "H:mm:ss yyyy/M/d", "yyyy-M-d H:mm", "yyyy/M/d H:mm",
    ];

    /// <summary>"2021-02-25 10:46:53", "2023/09/15 15:05:38", with or without milliseconds; the router's own zone, unless the text names one.</summary>
    public static DateTime? Local(ReadOnlySpan<char> text)
    {
        var trimmed = WithoutZone(text.TrimBlanks());
        return DateTime.TryParseExact(trimmed, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;
    }

    /// <summary>The offset that ends a date ("+08:00", "-03:00", " +08:00", "Z"), or null when the text has none.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        if (trimmed.EndsWith('Z'))
        {
            return TimeSpan.Zero;
        }

        var without = WithoutZone(trimmed);
        if (without.Length == trimmed.Length)
        {
            return null;
        }

        var zone = trimmed[(trimmed.LastIndexOfAny('+', '-') + 1)..];
        var sign = trimmed[^(zone.Length + 1)] == '-' ? -1 : 1;
        var colon = zone.IndexOf(':');
        var hours = Number.Small(zone[..colon]) ?? 0;
        var minutes = Number.Small(zone[(colon + 1)..].Length > 2 ? zone.Slice(colon + 1, 2) : zone[(colon + 1)..]) ?? 0;
        return hours <= 14 && minutes < 60 ? sign * new TimeSpan(hours, minutes, 0) : null;
    }

    /// <summary>
    /// Seconds of any length a router writes: "72 days, 15 hours, 51 minutes", "1 week, 1 day", "0841h32m", "61:18:02" (hours not capped),
    /// "00:17:49", "5d12h", "3D04H". Null when it is none.
    /// </summary>
    public static long? Seconds(ReadOnlySpan<char> text)
    {
        var rest = text.TrimBlanks().TrimEnd('.').TrimBlanks();
        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0]))
        {
            return null;
        }

        return rest.Contains(':') ? ClockSeconds(rest) : UnitSeconds(rest);
    }

    private static long? ClockSeconds(ReadOnlySpan<char> text)
    {
        long total = 0;
        var parts = 0;
        foreach (var range in text.Split(':'))
        {
            var part = Number.Integer(text[range]);
            if (part is null or < 0 || ++parts > 3)
            {
                return null;
            }

            total = Add(Scale(total, 60), part.Value);
        }

        return parts == 3 ? total : null;
    }

    private static long? UnitSeconds(ReadOnlySpan<char> text)
    {
        long total = 0;
        var rest = text;
        while (!rest.IsEmpty)
        {
            var digits = 0;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }

            var value = Number.Integer(rest[..digits]);
            rest = rest[digits..].TrimStartBlanks();
            var letters = 0;
            while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
            {
                letters++;
            }

            if (value is null || UnitOf(rest[..letters]) is not { } unit)
            {
                return null;
            }

            total = Add(total, Scale(value.Value, unit));
            rest = rest[letters..].TrimStart(", ");
        }

        return total;
    }

    private static long? UnitOf(ReadOnlySpan<char> word) => word switch
    {
        _ when word.Is("y") || word.Begins("year") => 365L * 86_400,
        _ when word.Is("w") || word.Begins("week") => 7L * 86_400,
        _ when word.Is("d") || word.Begins("day") => 86_400,
        _ when word.Is("h") || word.Begins("hour") => 3_600,
        _ when word.Is("m") || word.Begins("min") => 60,
        _ when word.Is("s") || word.Begins("sec") => 1,
        _ => null,
    };

    private static long Scale(long value, long by) => value > long.MaxValue / by ? long.MaxValue : value * by;

    private static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    private static ReadOnlySpan<char> WithoutZone(ReadOnlySpan<char> text)
    {
        if (text.EndsWith('Z'))
        {
            return text[..^1].TrimEndBlanks();
        }

        var sign = text.LastIndexOfAny('+', '-');
        var isZone = sign > 0 && text[..sign].Contains(':') && text[(sign + 1)..].Contains(':');
        return isZone ? text[..sign].TrimEndBlanks() : text;
    }
}
