using System.Globalization;

namespace Farol.Devices.Vrp.Reading;

/// <summary>Dates and lengths of time as routers write them.</summary>
internal static class Moment
{
    private const int MinStamp = 12;
    private const int MaxStamp = 40;

    private static readonly string[] _forms =
    [
        "yyyy-M-d H:mm:ss.FFFFFFF", "yyyy/M/d H:mm:ss.FFFFFFF", "yyyy-M-d'T'H:mm:ss.FFFFFFF",
        "H:mm:ss yyyy-M-d", "H:mm:ss yyyy/M/d", "yyyy-M-d H:mm", "yyyy/M/d H:mm",
    ];

    /// <summary>
    /// "2021-02-25 10:46:53", "2023/09/15  15:05:38", "2023-02-21 01:16:01 UTC+08:00 DST": the router's wall clock, whatever its zone.
    /// </summary>
    public static DateTime? Local(ReadOnlySpan<char> text)
    {
        var trimmed = WithoutZone(WithoutDaylight(text.TrimBlanks()));
        return Usual(trimmed) ?? Other(trimmed);
    }

    /// <summary>"2023-02-21 01:16:01" or with slashes, which nearly every date is; the general way costs twenty times as much.</summary>
    private static DateTime? Usual(ReadOnlySpan<char> text)
    {
        if (text.Length != 19 || text[4] != text[7] || text[4] is not ('-' or '/') || text[10] != ' ' || text[13] != ':' || text[16] != ':')
        {
            return null;
        }

        var year = Digits(text[..4]);
        var month = Digits(text[5..7]);
        var day = Digits(text[8..10]);
        var hour = Digits(text[11..13]);
        var minute = Digits(text[14..16]);
        var second = Digits(text[17..]);
        return year is < 1 or > 9999 || month is < 1 or > 12 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59
            || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? null
            : new DateTime(year, month, day, hour, minute, second);
    }

    /// <summary>-1 when one is no digit.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            value = (value * 10) + (c - '0');
        }

        return value;
    }

    private static DateTime? Other(ReadOnlySpan<char> text) =>
        text.Length >= MinStamp && text.Length <= MaxStamp && text.HasDigit()
        && DateTime.TryParseExact(text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var value)
            ? value
            : null;

    /// <summary>The date of a text that goes on behind it: "2021-02-25 10:46:53 787 ms", "2023-04-26 09:42:39-04:00, …".</summary>
    public static DateTime? LeadingLocal(ReadOnlySpan<char> text)
    {
        var tokens = new TokenReader(text);
        var date = tokens.First();
        var time = tokens.First();
        var length = 0;
        while (length < time.Length && (char.IsAsciiDigit(time[length]) || time[length] is ':' or '.'))
        {
            length++;
        }

        Span<char> both = stackalloc char[MaxStamp];
        return date.Length + 1 + length <= MaxStamp && both.TryWrite($"{date} {time[..length].TrimEnd('.')}", out var written)
            ? Local(both[..written])
            : null;
    }

    /// <summary>The offset that ends a date ("+08:00", "-03:00", " UTC+08:00 DST", "Z"), or null when the text has none.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        var trimmed = WithoutDaylight(text.TrimBlanks());
        if (trimmed.EndsWith('Z'))
        {
            return TimeSpan.Zero;
        }

        return IndexOfZone(trimmed) is var at and >= 0 ? ReadOffset(trimmed[at..]) : null;
    }

    /// <summary>"+08:00", "-03:00", "+05:30:00"; null when it is no offset of this world.</summary>
    public static TimeSpan? ReadOffset(ReadOnlySpan<char> text)
    {
        var sign = text.StartsWith('-') ? -1 : 1;
        var digits = text.TrimStart("+-");
        var colon = digits.IndexOf(':');
        var hours = Number.Small(colon < 0 ? digits : digits[..colon]);
        var minutes = colon < 0 ? 0 : Number.LeadingInteger(digits[(colon + 1)..]);
        return hours is >= 0 and <= 14 && minutes is >= 0 and < 60 ? sign * new TimeSpan(hours.Value, (int)minutes.Value, 0) : null;
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

    private static ReadOnlySpan<char> WithoutDaylight(ReadOnlySpan<char> text) =>
        text.EndsWith("DST", StringComparison.OrdinalIgnoreCase) ? text[..^3].TrimEndBlanks() : text;

    private static ReadOnlySpan<char> WithoutZone(ReadOnlySpan<char> text)
    {
        if (text.EndsWith('Z'))
        {
            return text[..^1].TrimEndBlanks();
        }

        var at = IndexOfZone(text);
        var without = at < 0 ? text : text[..at].TrimEndBlanks();
        return without.EndsWith("UTC", StringComparison.OrdinalIgnoreCase) ? without[..^3].TrimEndBlanks() : without;
    }

    /// <summary>Where "+08:00" starts behind a time of day, or -1.</summary>
    private static int IndexOfZone(ReadOnlySpan<char> text)
    {
        var sign = text.LastIndexOfAny('+', '-');
        return sign > 0 && text[..sign].Contains(':') && text[(sign + 1)..].Contains(':') ? sign : -1;
    }
}
