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
                hasHeader = IsHeader(line);
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
            : throw (hasHeader
                ? reader.Unexpected("an interface's row")
                : reader.NotFound("the header \"Interface  PHY  Protocol  Description\""));
    }

    private static bool IsHeader(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        return tokens.First().Is("Interface") && tokens.First().Is("PHY") && tokens.First().Is("Protocol") && tokens.First().Is("Description");
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
