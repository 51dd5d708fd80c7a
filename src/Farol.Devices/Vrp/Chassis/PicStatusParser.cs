using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display device pic-status".</summary>
public static class PicStatusParser
{
    private const string Command = "display device pic-status";

    private static readonly string[] _columns = ["Pic#", "Status", "Type", "Port_count", "Init_result", "Logic_down"];

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static PicStatus Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var cards = ImmutableArray.CreateBuilder<PicCard>();
        Columns? columns = null;
        Span<Range> words = stackalloc Range[Row.MaxWords];
        while (reader.Next())
        {
            var line = reader.Content;
            if (Columns.TryRead(line, "Port_count", _columns) is { } header)
            {
                columns = header;
            }
            else if (columns is not null && char.IsAsciiDigit(line[0]))
            {
                var row = new Row(line, words, columns.Count);
                if (row.Count >= columns.Count)
                {
                    cards.Add(new PicCard(
                        row[0].ToString(),
                        row[columns.IndexOf("Status")].OrNull(),
                        row[columns.IndexOf("Type")].OrNull(),
                        Number.Small(row[columns.IndexOf("Port_count")]),
                        row[columns.IndexOf("Init_result")].OrNull(),
                        row[columns.IndexOf("Logic_down")].OrNull()));
                }
            }
        }

        return columns is not null
            ? new PicStatus(cards.DrainToImmutable())
            : throw reader.NotFound("the header \"Pic#  Status  Type  Port_count …\"");
    }
}
