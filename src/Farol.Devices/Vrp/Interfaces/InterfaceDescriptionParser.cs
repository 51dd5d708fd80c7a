using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display interface description".</summary>
public static class InterfaceDescriptionParser
{
    private const string Command = "display interface description";

    /// <summary>A line indented this far goes on with the description above.</summary>
    private const int ContinuationIndent = 12;

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static InterfaceDescriptions Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var legend = new Legend();
        var rows = ImmutableArray.CreateBuilder<InterfaceDescription>();
        var hasHeader = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (!hasHeader)
            {
                hasHeader = line.Begins("Interface") && line.Has("PHY") && line.Has("Description");
                legend.Read(line);
            }
            else if (TryRow(line, legend) is { } row)
            {
                rows.Add(row);
            }
            else if (reader.Indent >= ContinuationIndent && rows.Count > 0 && rows[^1].Description is { Length: < 1_000 } begun)
            {
                rows[^1] = rows[^1] with { Description = $"{begun} {line}" };
            }
        }

        return rows.Count > 0
            ? new InterfaceDescriptions(rows.DrainToImmutable())
            : throw reader.Unexpected(hasHeader ? "an interface's row" : "the header \"Interface  PHY  Protocol  Description\"");
    }

    private static InterfaceDescription? TryRow(ReadOnlySpan<char> line, Legend legend)
    {
        var tokens = new TokenReader(line);
        var label = new InterfaceLabel(tokens.First());
        if (!label.IsInterface || !legend.TryState(tokens.First(), out var physical) || !legend.TryState(tokens.First(), out var protocol))
        {
            return null;
        }

        return new InterfaceDescription
        {
            Name = label.Name.ToString(),
            Status = physical.Status,
            StatusReason = physical.Reason,
            Protocol = protocol.Status,
            ProtocolReason = protocol.Reason,
            Description = tokens.IsEmpty ? null : tokens.Rest.ToString(),
            SpeedBps = label.Speed,
        };
    }
}
