using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>
/// The table form: "24  0x8520003  2  2020-01-18 The interface status changes. (ifName=", with the time and the rest of the description
/// in the lines below. "display alarm all" has no id, a word for the level, and the time beside the date.
/// </summary>
internal static class AlarmTable
{
    /// <summary>The table is made for screens of this width.</summary>
    private const int ScreenWidth = 80;

    /// <summary>"03:00".</summary>
    private const int ZoneLength = 5;

    /// <summary>Reads on from the header, where the reader stands.</summary>
    public static ActiveAlarms Read(ref OutputReader reader)
    {
        var hasId = reader.Content.Has("AlarmId");
        var alarms = ImmutableArray.CreateBuilder<ActiveAlarm>();
        var descriptions = new List<WrappedText>();
        var date = "";
        var column = 0;
        var awaitsZone = false;
        while (reader.Next())
        {
            if (TryRow(reader.Line, hasId, out var alarm, out var dateText, out var rest))
            {
                date = dateText;
                awaitsZone = false;
                var piece = TakeTime(ref alarm, date, ref awaitsZone, rest);
                column = reader.Line.Length - piece.Length;
                alarms.Add(alarm);
                descriptions.Add(new WrappedText());
                descriptions[^1].Add(piece);
            }
            else if (alarms.Count > 0)
            {
                var last = alarms[^1];
                var piece = TakeTime(ref last, date, ref awaitsZone, reader.Content);
                alarms[^1] = last;
                descriptions[^1].Add(reader.Line.Length - piece.Length == column + 1 ? $" {piece}" : piece);
            }
        }

        Describe(alarms, descriptions, column);
        return new ActiveAlarms(alarms.DrainToImmutable());
    }

    private static void Describe(ImmutableArray<ActiveAlarm>.Builder alarms, List<WrappedText> descriptions, int column)
    {
        var width = descriptions.Count == 0 ? 0 : descriptions.Max(d => d.Width);
        if (width == ScreenWidth - column - 1)
        {
            // Every line that was cut ended in a blank.
            width++;
        }

        for (var i = 0; i < alarms.Count; i++)
        {
            alarms[i] = alarms[i] with { Description = descriptions[i].Join(width) };
        }
    }

    private static bool TryRow(ReadOnlySpan<char> line, bool hasId, out ActiveAlarm alarm, out string date, out ReadOnlySpan<char> rest)
    {
        alarm = null!;
        date = "";
        var tokens = new TokenReader(line);
        var sequence = Number.Integer(tokens.First());
        var id = hasId ? tokens.First() : default;
        var (level, severity) = Severity.Of(tokens.First());
        var day = tokens.First();
        rest = tokens.Rest;
        if (sequence is null || level is null || day.Count('-') + day.Count('/') != 2 || (hasId && !char.IsAsciiDigit(id[0])))
        {
            return false;
        }

        date = day.ToString();
        alarm = new ActiveAlarm { Sequence = sequence.Value, AlarmId = id.OrNull(), Level = level, Severity = severity };
        return true;
    }

    /// <summary>
    /// Takes the time off the front of a piece, if the alarm has none yet and the piece starts with one. Its zone may stand in the line below:
    /// "14:05:05-" and "03:00".
    /// </summary>
    private static ReadOnlySpan<char> TakeTime(ref ActiveAlarm alarm, string date, ref bool awaitsZone, ReadOnlySpan<char> piece)
    {
        var word = piece.FirstWord();
        if (awaitsZone)
        {
            awaitsZone = false;
            return word.Length == ZoneLength && word[2] == ':' && Moment.ReadOffset(word) is not null ? AfterTime(piece, word) : piece;
        }

        if (alarm.Time is not null || word.Length < 7 || word.Count(':') < 2
            || Moment.LeadingLocal($"{date} {word}") is not { } time)
        {
            return piece;
        }

        alarm = alarm with { Time = time };
        awaitsZone = word[^1] is '+' or '-';
        return AfterTime(piece, word);
    }

    private static ReadOnlySpan<char> AfterTime(ReadOnlySpan<char> piece, ReadOnlySpan<char> word)
    {
        var rest = piece[word.Length..].TrimStartBlanks();
        return rest.Begins("DST ") ? rest["DST ".Length..].TrimStartBlanks() : rest;
    }
}
