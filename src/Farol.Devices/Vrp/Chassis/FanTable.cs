using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>The table form of "display fan": a row for each fan, "0  1  Present  Normal  55%  Auto  Side-to-Back".</summary>
/// <remarks>Source: captures of S5700 and S6700 switches.</remarks>
internal static class FanTable
{
    private static readonly string[] _columns = ["Slot", "FanID", "FanNum", "Online", "Status", "Speed(%)", "Speed", "Mode", "Airflow"];

    public static Columns? TryHeader(ReadOnlySpan<char> line) => Columns.TryRead(line, "FanID", _columns);

    public static FanTray? TryRow(ReadOnlySpan<char> line, Columns columns)
    {
        Span<Range> words = stackalloc Range[Row.MaxWords];
        var row = new Row(line, words, columns.Count);
        var online = row[columns.IndexOf("Online")];
        var fan = Number.Small(row[columns.IndexOf("FanID")].TrimStart('F').TrimStart("AN"));
        if (row.Count <= columns.IndexOf("Status") || fan is null || !char.IsAsciiLetterOrDigit(row[0][0]))
        {
            return null;
        }

        var speed = row[columns.IndexOf("Speed")] is { IsEmpty: false } shown ? Number.Percent(shown) : Number.LeadingDecimal(row[columns.IndexOf("Speed(%)")]);
        return new FanTray
        {
            Slot = row[0].OrNull(),
            Present = online.Is("Present") ? true : online.Is("Absent") ? false : null,
            Status = row[columns.IndexOf("Status")].OrNull(),
            Speeds = [new FanSpeed(fan.Value, speed)],
        };
    }
}
