using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads the table of "display device"; <see cref="ParseAny"/> also reads the details of one slot.</summary>
public static class DeviceStatusParser
{
    private const string Command = "display device";

    private static readonly string[] _columns =
        ["Slot #", "Slot", "Card", "Type", "Online", "Power", "Register", "Status", "Alarm", "Role", "LsId", "Primary"];

    private static readonly string[] _presence = ["Present", "Absent", "Online", "Offline", "Yes", "No"];

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static DeviceStatus Parse(ReadOnlySpan<char> text)
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
    internal static object ParseAny(string text) => BoardDetailParser.IsDetail(text) ? BoardDetailParser.Parse(text) : Parse(text);

    private static Columns? Header(ReadOnlySpan<char> line) =>
        line.StartsWith("Slot", StringComparison.OrdinalIgnoreCase) ? Columns.TryRead(line, "Online", FirstOf(line)) : null;

    private static ReadOnlySpan<string> FirstOf(ReadOnlySpan<char> line) => line.Begins("Slot #") ? _columns : _columns.AsSpan(1);

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

        if (!IsPresence(row[places.Online]))
        {
            return null;
        }

        return new BoardStatus
        {
            Slot = row[0].ToString(),
            Card = row[places.Card].OrNull(),
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

    private static bool IsPresence(ReadOnlySpan<char> word)
    {
        foreach (var known in _presence)
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
        public int Card { get; } = columns.IndexOf("Card");

        public int Type { get; } = columns.IndexOf("Type");

        public int Online { get; } = columns.IndexOf("Online");

        public int Power { get; } = columns.IndexOf("Power");

        public int Register { get; } = columns.IndexOf("Register");

        public int Status { get; } = columns.IndexOf("Status") is var at and >= 0 ? at : columns.IndexOf("Alarm");

        public int Role { get; } = columns.IndexOf("Role");

        public int LsId { get; } = columns.IndexOf("LsId");

        public int Primary { get; } = columns.IndexOf("Primary");
    }
}
