using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display fan".</summary>
public static class FansParser
{
    private const string Command = "display fan";

    /// <summary>No module has more fans; keeps a damaged text from growing one module without end.</summary>
    private const int MaxFans = 64;

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static Fans Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var trays = ImmutableArray.CreateBuilder<FanTray>();
        Columns? table = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (FanTable.TryHeader(line) is { } header)
            {
                table = header;
            }
            else if (table is not null && FanTable.TryRow(line, table) is { } fan)
            {
                trays.Add(fan);
                continue;
            }

            if (line[0] == '[')
            {
                if (trays.Count > 0 && trays[^1].Speeds.Length < MaxFans)
                {
                    trays[^1] = trays[^1] with { Speeds = trays[^1].Speeds.AddRange(Speeds(line)) };
                }
            }
            else if (KeyValue.TrySplit(line, out var key, out var value))
            {
                if (key.IsKey("Slotid"))
                {
                    trays.Add(new FanTray { Slot = value is "*" ? null : value.OrNull() });
                }
                else if (trays.Count > 0)
                {
                    trays[^1] = Detail(trays[^1], key, value);
                }
            }
        }

        return trays.Any(t => t.Present is not null || t.Speeds.Length > 0) ? new Fans(trays.DrainToImmutable()) : throw reader.NotFound("\"Slotid : N\" or the header \"Slot  FanID  Online  Status  Speed\"");
    }

    private static FanTray Detail(FanTray tray, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => key switch
    {
        _ when key.IsKey("Present") => tray with { Present = YesNo(value, "PRESENT") },
        _ when key.IsKey("Registered") || key.IsKey("Register") => tray with { Registered = YesNo(value, "REGISTER") },
        _ when key.IsKey("Status") => tray with { Status = value.OrNull() },
        _ when key.IsKey("FanSpeed") && !value.Has("No.") && tray.Speeds.Length < MaxFans => tray with { Speeds = tray.Speeds.AddRange(Speeds(value)) },
        _ => tray,
    };

    private static bool? YesNo(ReadOnlySpan<char> value, string yes) =>
        value.Is("YES") || value.Begins(yes) ? true : value.Is("NO") || value.Has("ABSENT") || value.Begins("UN") ? false : null;

    /// <summary>"[1] 50%  [2] 50%", "[1]30%[2]30%".</summary>
    internal static List<FanSpeed> Speeds(ReadOnlySpan<char> line)
    {
        var speeds = new List<FanSpeed>();
        while (speeds.Count < MaxFans && line.IndexOf('[') is var open and >= 0)
        {
            line = line[(open + 1)..];
            var close = line.IndexOf(']');
            if (close < 0)
            {
                break;
            }

            var fan = Number.Small(line[..close]);
            line = line[(close + 1)..];
            var next = line.IndexOf('[');
            if (fan is not null)
            {
                speeds.Add(new FanSpeed(fan.Value, Number.Percent(next < 0 ? line : line[..next])));
            }
        }

        return speeds;
    }
}
