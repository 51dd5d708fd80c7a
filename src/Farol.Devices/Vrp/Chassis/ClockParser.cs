using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display clock".</summary>
public static class ClockParser
{
    private const string Command = "display clock";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static Clock Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text, keepTimes: true);
        Clock? clock = null;
        TimeSpan? zone = null;
        var inDaylight = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (!inDaylight && clock?.Weekday is null && Moment.Local(line) is { } time)
            {
                // With time stamps on, the stamp comes first: the last date is the clock.
                clock = new Clock { LocalTime = time, DaylightSavingActive = line.EndsWith("DST", StringComparison.OrdinalIgnoreCase) };
                zone = Moment.Offset(line);
            }
            else if (clock is null)
            {
                break;
            }
            else if (clock.Weekday is null && line.EndsWith("day", StringComparison.OrdinalIgnoreCase) && !line.ContainsAny(' ', ':'))
            {
                clock = clock with { Weekday = line.ToString() };
            }
            else if (line.Begins("Time Zone"))
            {
                clock = clock with { TimeZone = ZoneName(line) };
                zone ??= ZoneOffset(line);
            }
            else if (line.Begins("Daylight saving time"))
            {
                inDaylight = true;
            }
            else if (inDaylight && KeyValue.TrySplit(line, out var key, out var value) && key.IsKey("Name"))
            {
                clock = clock with { DaylightSavingName = value.OrNull() };
            }
        }

        return clock is null or { Weekday: null, TimeZone: null }
            ? throw reader.NotFound("a date and time such as \"2020-02-02 17:02:34+08:00\" and the weekday")
            : WithOffset(clock, zone);
    }

    private static Clock WithOffset(Clock clock, TimeSpan? zone)
    {
        if (zone is not { } offset)
        {
            return clock;
        }

        var ticks = clock.LocalTime.Ticks - offset.Ticks;
        return clock with
        {
            UtcOffsetMinutes = (int)offset.TotalMinutes,
            Time = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(clock.LocalTime, offset) : null,
        };
    }

    /// <summary>"Time Zone(BJ) : UTC+08:00", "Time Zone : BJ add 08:00:00".</summary>
    private static string? ZoneName(ReadOnlySpan<char> line)
    {
        var open = line.IndexOf('(');
        var close = line.IndexOf(')');
        if (open >= 0 && close > open)
        {
            return line[(open + 1)..close].OrNull();
        }

        var name = KeyValue.TrySplit(line, out _, out var value) ? value.FirstWord() : default;
        return name.Begins("UTC") || name.Is("add") || name.Is("minus") ? null : name.OrNull();
    }

    private static TimeSpan? ZoneOffset(ReadOnlySpan<char> line)
    {
        if (line.TryAfter("UTC", out var offset))
        {
            return offset.IsEmpty ? TimeSpan.Zero : Moment.ReadOffset(offset);
        }

        return line.TryAfter(" add ", out offset) ? Moment.ReadOffset(offset.TrimBlanks())
            : line.TryAfter(" minus ", out offset) ? -Moment.ReadOffset(offset.TrimBlanks())
            : null;
    }
}
