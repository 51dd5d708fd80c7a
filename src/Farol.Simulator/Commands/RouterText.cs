using System.Globalization;

namespace Farol.Simulator.Commands;

/// <summary>Times, numbers and shares as the router writes them.</summary>
internal static class RouterText
{
    /// <summary>72 days, 15 hours, 51 minutes; singular where one.</summary>
    public static string Uptime(TimeSpan uptime) =>
        $"{Counted((long)uptime.TotalDays, "day")}, {Counted(uptime.Hours, "hour")}, {Counted(uptime.Minutes, "minute")}";

    public static string DateTime(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string DateTimeZone(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string DateTimeZone(DateTimeOffset? time) => time is { } known ? DateTimeZone(known) : "-";

    public static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Whole(double value) => Number((long)Math.Round(value));

    /// <summary>23.61%, or 0% where nothing flows.</summary>
    public static string Use(double bitsPerSecond, long capacity)
    {
        var percent = capacity == 0 ? 0 : Math.Min(100, bitsPerSecond * 100 / capacity);
        return percent == 0 ? "0%" : percent.ToString("0.00", CultureInfo.InvariantCulture) + "%";
    }

    private static string Counted(long count, string unit) => $"{Number(count)} {unit}{(count == 1 ? string.Empty : "s")}";
}
