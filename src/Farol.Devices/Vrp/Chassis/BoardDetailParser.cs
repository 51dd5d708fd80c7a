using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display device N".</summary>
public static class BoardDetailParser
{
    private const string Command = "display device <slot>";
    private const string Title = "'s detail information";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static BoardDetail Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var board = new BoardDetail();
        var cards = ImmutableArray.CreateBuilder<SubCard>();
        var speeds = ImmutableArray.CreateBuilder<FanSpeed>();
        var resets = new ResetReader();
        var isKnown = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Has(Title))
            {
                isKnown = true;
                board = board with { Slot = TitleSlot(line) };
            }
            else if (line.Begins("PIC") && line.Has(" information:"))
            {
                var colon = line.IndexOf(':');
                cards.Add(new SubCard { Card = line[..colon].ToString(), Name = line[(colon + 1)..].FirstWord().OrNull() });
            }
            else if (line[0] == '[')
            {
                speeds.AddRange(FansParser.Speeds(line));
            }
            else if (KeyValue.TrySplit(line, out var key, out var value) && !resets.TryTake(key, value))
            {
                isKnown |= key.IsKey("Present") && value.Has("PRESENT");
                if (cards.Count > 0)
                {
                    cards[^1] = Card(cards[^1], key, value);
                }
                else
                {
                    board = Board(board, key, value);
                }
            }
        }

        return isKnown
            ? board with { Resets = resets.Resets, Speeds = speeds.DrainToImmutable(), Cards = cards.DrainToImmutable() }
            : throw reader.NotFound("\"slotN's detail information:\" or \"Present : PRESENT\"");
    }

    /// <summary>Tells a board's details from the table of all boards by the first line that carries something.</summary>
    internal static bool IsDetail(ReadOnlySpan<char> text)
    {
        var lines = new LineReader(ScreenText.Clean(text));
        while (lines.MoveNext())
        {
            var line = lines.Line.TrimStartBlanks();
            if (line.Has(Title) || (line.Begins("Present") && line.Has(":") && line.Has("PRESENT")))
            {
                return true;
            }

            if (line.Has("Device status"))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>" slot1's detail information:", "Mpu 4's detail information:".</summary>
    private static string? TitleSlot(ReadOnlySpan<char> line)
    {
        var owner = line[..line.IndexOf(Title, StringComparison.OrdinalIgnoreCase)];
        var digits = owner.Length;
        while (digits > 0 && char.IsAsciiDigit(owner[digits - 1]))
        {
            digits--;
        }

        return owner[digits..].OrNull();
    }

    private static BoardDetail Board(BoardDetail board, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => key switch
    {
        _ when key.IsKey("Description") => board with { Description = board.Description ?? value.OrNull() },
        _ when key.IsKey("Type") => board with { Description = board.Description ?? value.OrNull() },
        _ when key.IsKey("Board status") || key.IsKey("Status") => board with { Status = board.Status ?? value.OrNull() },
        _ when key.IsKey("Register") => board with { Register = board.Register ?? value.OrNull() },
        _ when key.IsKey("Present") => board with { Online = board.Online ?? value.OrNull() },
        _ when key.IsKey("Uptime") => board with { StartupTime = board.StartupTime ?? Moment.Local(value) },
        _ when key.IsKey("CPU Utilization(%)") => board with { Cpu = board.Cpu ?? Number.Percent(value) },
        _ when key.IsKey("Mem Usage(%)") => board with { Memory = board.Memory ?? Number.Percent(value) },
        _ => board,
    };

    private static SubCard Card(SubCard card, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => key switch
    {
        _ when key.IsKey("Description") => card with { Description = value.OrNull() },
        _ when key.IsKey("Card type") => card with { Type = value.OrNull() },
        _ when key.IsKey("Uptime") => card with { StartupTime = Moment.Local(value) },
        _ when key.IsKey("Port number") => card with { PortCount = Number.Small(value) },
        _ => card,
    };
}
