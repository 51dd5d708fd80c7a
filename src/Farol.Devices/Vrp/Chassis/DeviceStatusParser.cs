using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads the table of "display device"; <see cref="ParseAny"/> also reads the details of one slot.</summary>
public static class DeviceStatusParser
{
    private const string Command = "display device";

    private static readonly string[] _columns =
        ["Slot #", "Slot/Card", "Slot", "Card-Type", "Card", "Sub", "Type", "Online", "Power", "Register", "Status", "Alarm", "Role", "LsId", "Primary"];

    /// <summary>The columns of routers, for rows that a filter left without their header: by how many words a row has.</summary>
    private static readonly Columns _short = Columns.TryRead("Slot # Type Online Register Status Primary", "Online", _columns)!;

    private static readonly Columns _long = Columns.TryRead("Slot # Type Online Register Status Role LsId Primary", "Online", _columns)!;

    private static readonly string[] _registers = ["Registered", "Unregistered", "NA"];

    private static readonly string[] _presence = ["Present", "Absent", "Online", "Offline", "Yes", "No"];

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static DeviceStatus Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var slots = ImmutableArray.CreateBuilder<BoardStatus>();
        string? device = null;
        Columns? columns = null;
        var places = default(Places);
        Span<Range> words = stackalloc Range[Row.MaxWords];
        while (reader.Next())
        {
            var line = reader.Content;
            if (Header(line) is { } header)
            {
                columns = header;
                places = new Places(header);
            }
            else if (columns is not null)
            {
                if (TryBoard(line, words, columns, places, slots.Count > 0 ? slots[^1].Slot : null) is { } board)
                {
                    slots.Add(board);
                }
            }
            else if (isFiltered && TryFiltered(line, words) is { } filtered)
            {
                slots.Add(filtered);
            }
            else if (line.EndsWith("Device status:", StringComparison.OrdinalIgnoreCase))
            {
                var owner = line[..^"Device status:".Length].TrimEndBlanks();
                device = (owner.EndsWith("'s") ? owner[..^2] : owner).OrNull();
            }
        }

        return slots.Count > 0
            ? new DeviceStatus { Device = device, Slots = slots.DrainToImmutable() }
            : throw (columns is null
                ? reader.NotFound("the header \"Slot #  Type  Online  Register  Status …\"")
                : reader.Unexpected("a board's row"));
    }

    /// <summary>The table, or the details of one board ("display device 1"), or of a fan or power module.</summary>
    internal static object ParseAny(string text, bool isFiltered) => BoardDetailParser.IsDetail(text) ? BoardDetailParser.Parse(text) : Parse(text, isFiltered);

    private static Columns? Header(ReadOnlySpan<char> line) =>
        line.Begins("Slot") && line.Has("Type") ? Columns.TryRead(line, "Online", FirstOf(line)) : null;

    private static ReadOnlySpan<string> FirstOf(ReadOnlySpan<char> line) =>
        line.Begins("Slot #") ? _columns : line.Begins("Slot/Card") ? _columns.AsSpan(1) : _columns.AsSpan(2);

    private static BoardStatus? TryFiltered(ReadOnlySpan<char> line, Span<Range> words)
    {
        var count = TokenReader.Count(line);
        var columns = count == _short.Count ? _short : count == _long.Count ? _long : null;
        return columns is not null && TryBoard(line, words, columns, new Places(columns), null) is { } board
            && char.IsAsciiDigit(board.Slot[0]) && new Row(line, words, count)[3] is var register && IsOne(_registers, register) ? board : null;
    }

    private static BoardStatus? TryBoard(ReadOnlySpan<char> line, Span<Range> words, Columns columns, Places places, string? slotAbove)
    {
        var row = new Row(line, words, columns.Count, places.Type);
        var count = row.Count;
        if (count == columns.Count - 1 && slotAbove is not null && places.Card >= 0)
        {
            // A sub-card's row leaves out the slot it sits in.
            row = new Row($"{slotAbove} {line}", words, columns.Count, places.Type);
        }
        else if (count < columns.Count)
        {
            return null;
        }

        if (!IsOne(_presence, row[places.Online]))
        {
            return null;
        }

        var slash = places.HasBoth ? row[0].IndexOf('/') : -1;
        return new BoardStatus
        {
            Slot = (slash < 0 ? row[0] : row[0][..slash]).ToString(),
            Card = slash < 0 ? row[places.Card].OrNull() : row[0][(slash + 1)..].OrNull(),
            Type = row[places.Type].ToString(),
            Online = row[places.Online].OrNull(),
            Power = row[places.Power].OrNull(),
            Register = row[places.Register].OrNull(),
            Status = row[places.Status].OrNull(),
            Role = row[places.Role].OrNull(),
            LsId = Number.Small(row[places.LsId]),
            Primary = row[places.Primary].OrNull(),
        };
    }

    private static bool IsOne(ReadOnlySpan<string> words, ReadOnlySpan<char> word)
    {
        foreach (var known in words)
        {
            if (word.Is(known))
            {
                return true;
            }
        }

        return false;
    }

    private readonly struct Places(Columns columns)
    {
        /// <summary>True where one column names slot and card: "1/3".</summary>
        public bool HasBoth { get; } = columns.IndexOf("Slot/Card") == 0;

        public int Card { get; } = Math.Max(columns.IndexOf("Card"), columns.IndexOf("Sub"));

        public int Type { get; } = Math.Max(columns.IndexOf("Type"), columns.IndexOf("Card-Type"));

        public int Online { get; } = columns.IndexOf("Online");

        public int Power { get; } = columns.IndexOf("Power");

        public int Register { get; } = columns.IndexOf("Register");

        public int Status { get; } = columns.IndexOf("Status") is var at and >= 0 ? at : columns.IndexOf("Alarm");

        public int Role { get; } = columns.IndexOf("Role");

        public int LsId { get; } = columns.IndexOf("LsId");

        public int Primary { get; } = columns.IndexOf("Primary");
    }
}
