using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>
/// The form of VRP 5: a legend "A/B/C/D/E/F/G/H/I/J", then alarms whose fields slashes divide:
/// "1/Independent/2013-08-07 15:16:23/-/0x40042001/linkDown/Critical/Start/OID … Interface 25 turned into DOWN state.".
/// </summary>
/// <remarks>Source: the command's description for VRP 5 routers; no capture of a BNG is known.</remarks>
internal static class AlarmLines
{
    private const int FieldsBeforeDescription = 8;
    private const int MaxDescription = 16_384;

    public static bool IsLegend(ReadOnlySpan<char> line) => line.Begins("A/B/C/D/");

    /// <summary>Reads on from the legend's first line, where the reader stands.</summary>
    public static ActiveAlarms Read(ref OutputReader reader)
    {
        var alarms = ImmutableArray.CreateBuilder<ActiveAlarm>();
        Span<Range> fields = stackalloc Range[FieldsBeforeDescription + 1];
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Split(fields, '/') == fields.Length && Number.Integer(line[fields[0]]) is { } sequence)
            {
                alarms.Add(Alarm(sequence, line, fields));
            }
            else if (alarms.Count > 0 && alarms[^1].Description is { Length: < MaxDescription } begun)
            {
                alarms[^1] = alarms[^1] with { Description = $"{begun} {line}" };
            }
        }

        return new ActiveAlarms(alarms.DrainToImmutable());
    }

    private static ActiveAlarm Alarm(long sequence, ReadOnlySpan<char> line, ReadOnlySpan<Range> fields)
    {
        var (level, severity) = Severity.Of(line[fields[6]]);
        return new ActiveAlarm
        {
            Sequence = sequence,
            RootKind = line[fields[1]].OrNull(),
            Time = Moment.Local(line[fields[2]]),
            ClearTime = Moment.Local(line[fields[3]]),
            AlarmId = line[fields[4]].OrNull(),
            Name = line[fields[5]].OrNull(),
            Level = level,
            Severity = severity,
            State = line[fields[7]].OrNull(),
            Description = line[fields[8]].OrNull(),
        };
    }
}
