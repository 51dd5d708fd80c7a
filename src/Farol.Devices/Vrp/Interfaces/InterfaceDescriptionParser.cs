using System.Buffers;
using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display interface description".</summary>
public static class InterfaceDescriptionParser
{
    private const string Command = "display interface description";

    private static readonly SearchValues<char> _numbers = SearchValues.Create("0123456789.%- ");

    /// <summary>A line indented this far goes on with the description above.</summary>
    private const int ContinuationIndent = 12;

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static InterfaceDescriptions Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var legend = new Legend();
        var rows = ImmutableArray.CreateBuilder<InterfaceDescription>();
        var hasHeader = false;
        var hasStates = true;
        while (reader.Next())
        {
            var line = reader.Content;
            if (!hasHeader && IsHeader(line, out hasStates))
            {
                hasHeader = true;
            }
            else if (!hasStates && reader.Indent < ContinuationIndent && WithoutStates(line) is { } plain)
            {
                rows.Add(plain);
            }
            else if (TryRow(line, legend) is { } row && (hasHeader || (isFiltered && !IsOfNumbers(row.Description))))
            {
                rows.Add(row);
            }
            else if (!hasHeader)
            {
                legend.Read(line);
                // The header of another table.
                isFiltered &= line.Contains(':');
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

    /// <summary>"0  0  0  0", "0% 0.38% 0 0": the counters of another table.</summary>
    private static bool IsOfNumbers(string? description) =>
        description is not null && description.Contains(' ', StringComparison.Ordinal) && !description.AsSpan().ContainsAnyExcept(_numbers);

    /// <summary>"Interface  PHY  Protocol Description", or "Interface  Description" in old versions.</summary>
    private static bool IsHeader(ReadOnlySpan<char> line, out bool hasStates)
    {
        var tokens = new TokenReader(line);
        var isTable = tokens.First().Is("Interface");
        hasStates = !isTable || !tokens.Rest.Is("Description");
        return isTable && (!hasStates || (tokens.First().Is("PHY") && tokens.First().Is("Protocol") && tokens.First().Is("Description")));
    }

    private static InterfaceDescription? WithoutStates(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var label = new InterfaceLabel(tokens.First());
        return label.IsInterface
            ? new InterfaceDescription { Name = label.Name.ToString(), Status = null, Description = tokens.Rest.OrNull(), SpeedBps = label.Speed }
            : null;
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
