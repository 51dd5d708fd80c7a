using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>Reads "display alarm active" and its relatives, as a table, as blocks ("verbose"), or as the lines of VRP 5.</summary>
public static class ActiveAlarmsParser
{
    private const string Command = "display alarm active";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static ActiveAlarms Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        while (reader.Next())
        {
            var line = reader.Content;
            if (IsTableHeader(line))
            {
                return AlarmTable.Read(ref reader);
            }

            if (AlarmLines.IsLegend(line))
            {
                return AlarmLines.Read(ref reader);
            }

            if (line.Begins("Sequence") && KeyValue.TrySplit(line, out var key, out _) && key.IsKey("Sequence"))
            {
                return AlarmBlocks.Read(ref reader);
            }

            if (!line.Begins("1:Critical") && !line.Begins("1: Critical"))
            {
                throw reader.Unexpected("the header \"Sequence  AlarmId  Level Date Time  Description\"");
            }
        }

        var notice = reader.Notice;
        return notice.Has("no ") && (notice.Has("alarm") || notice.Has("record"))
            ? new ActiveAlarms([])
            : throw reader.Unexpected("the header \"Sequence  AlarmId  Level Date Time  Description\"");
    }

    private static bool IsTableHeader(ReadOnlySpan<char> line) =>
        line.Has("Level") && line.Has("Date") && (line.Begins("Sequence") || line.Begins("Index"));
}
