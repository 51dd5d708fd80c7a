using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>
/// The part that "display temperature" and "display voltage" share: part, address, channel, status, then numbers.
/// The status is the word that divides a row; blanks inside "I2C Addr" and in part names do not matter.
/// </summary>
internal readonly ref struct SensorRow
{
    private SensorRow(ReadOnlySpan<char> pcb, string address, int? channel, ReadOnlySpan<char> status, ReadOnlySpan<char> numbers)
    {
        Pcb = pcb;
        Address = address;
        Channel = channel;
        Status = status;
        Numbers = numbers;
    }

    public ReadOnlySpan<char> Pcb { get; }

    public string Address { get; }

    public int? Channel { get; }

    public ReadOnlySpan<char> Status { get; }

    public ReadOnlySpan<char> Numbers { get; }

    public static bool TryRead(ReadOnlySpan<char> line, out SensorRow row)
    {
        row = default;
        Span<Range> words = stackalloc Range[Row.MaxWords];
        var all = new Row(line, words, Row.MaxWords);
        if (all.Count is < 6 or > Row.MaxWords)
        {
            return false;
        }

        var status = 3;
        while (status < all.Count && !char.IsAsciiLetter(all[status][0]))
        {
            status++;
        }

        if (status >= all.Count - 1 || Number.Small(all[status - 1]) is not { } channel)
        {
            return false;
        }

        var addressStart = Math.Max(1, status - 3);
        row = new SensorRow(
            line[words[0].Start..words[addressStart - 1].End],
            addressStart == status - 2 ? line[words[addressStart]].ToString() : $"{line[words[addressStart]]} {line[words[status - 2]]}",
            channel,
            line[words[status]],
            line[words[status].End..]);
        return Number.Decimal(new TokenReader(row.Numbers).First()) is not null || row.Numbers.Contains('-');
    }

    /// <summary>"  Base-Board, Unit:C, Slot 9", "…, SlotID27": true with the board and slot when the line is a title of that unit.</summary>
    public static bool TryTitle(ReadOnlySpan<char> line, string unit, out string? board, out string? slot)
    {
        board = slot = null;
        if (!line.TryAfter("Unit:", out var rest) || !rest.TrimStartBlanks().Begins(unit))
        {
            return false;
        }

        var comma = line.IndexOf(',');
        board = comma < 0 ? null : line[..comma].OrNull();
        slot = rest.TryAfter("Slot", out var number) ? number.TrimStart("IDid :").FirstWord().TrimEnd(':').OrNull() : null;
        return true;
    }
}
