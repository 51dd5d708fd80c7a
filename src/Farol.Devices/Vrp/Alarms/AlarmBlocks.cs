using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>The block form of "verbose": several "key : value" pairs a line, the description last.</summary>
internal static class AlarmBlocks
{
    private static readonly string[] _secondKeys = ["AlarmName", "Severity", "State"];

    /// <summary>Reads on from the first "Sequence : N", where the reader stands.</summary>
    public static ActiveAlarms Read(ref OutputReader reader)
    {
        var alarms = ImmutableArray.CreateBuilder<ActiveAlarm>();
        do
        {
            if (!KeyValue.TrySplit(reader.Content, out var key, out var value))
            {
                continue;
            }

            if (key.IsKey("Sequence"))
            {
                if (Number.Integer(value.FirstWord()) is not { } sequence)
                {
                    throw reader.Unexpected("\"Sequence : N\"");
                }

                alarms.Add(new ActiveAlarm { Sequence = sequence });
            }
            else if (alarms.Count > 0)
            {
                alarms[^1] = With(alarms[^1], key, value);
                alarms[^1] = WithInner(alarms[^1], value);
            }
        }
        while (reader.Next());

        return new ActiveAlarms(alarms.DrainToImmutable());
    }

    private static ActiveAlarm With(ActiveAlarm alarm, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        switch (key)
        {
            case var _ when key.IsKey("AlarmId"):
                return alarm with { AlarmId = value.FirstWord().OrNull() };
            case var _ when key.IsKey("AlarmType"):
                return alarm with { Type = value.FirstWord().OrNull() };
            case var _ when key.IsKey("RootKindFlag"):
                return alarm with { RootKind = value.OrNull() };
            case var _ when key.IsKey("StartTime"):
                return alarm with { Time = Moment.Local(value) };
            case var _ when key.IsKey("ClearTime"):
                return alarm with { ClearTime = Moment.Local(value) };
            case var _ when key.IsKey("Description"):
                return alarm with { Description = value.OrNull() };
            default:
                return alarm;
        }
    }

    /// <summary>The pairs behind the first: "0x8520003  AlarmName : linkDown", "…  Severity  : Major  State : active".</summary>
    private static ActiveAlarm WithInner(ActiveAlarm alarm, ReadOnlySpan<char> value)
    {
        foreach (var key in _secondKeys)
        {
            if (!value.TryAfter(key, out var rest) || !rest.TrimStartBlanks().StartsWith(':'))
            {
                continue;
            }

            var word = rest[(rest.IndexOf(':') + 1)..].FirstWord();
            if (key == "AlarmName")
            {
                alarm = alarm with { Name = word.OrNull() };
            }
            else if (key == "Severity")
            {
                var (level, severity) = Severity.Of(word);
                alarm = alarm with { Level = level, Severity = severity };
            }
            else
            {
                alarm = alarm with { State = word.OrNull() };
            }
        }

        return alarm;
    }
}
