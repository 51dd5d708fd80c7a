using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display interface brief".</summary>
public static class InterfaceBriefParser
{
    private const string Command = "display interface brief";

    /// <summary>Name and physical state, the least a row can be.</summary>
    private const int MinWords = 2;

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static InterfaceBrief Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var legend = new Legend();
        var rows = ImmutableArray.CreateBuilder<InterfaceBriefRow>();
        InterfaceBriefColumns? columns = null;
        string? trunk = null;
        var margin = 0;
        var hasMembers = false;
        Span<Range> words = stackalloc Range[Row.MaxWords];
        while (reader.Next())
        {
            if (columns is null)
            {
                columns = InterfaceBriefColumns.TryRead(reader.Content);
                margin = columns is null ? 0 : reader.Indent;
            }

            if (columns is null && !(isFiltered && InterfaceBriefColumns.IsUsualRow(reader.Content)))
            {
                legend.Read(reader.Content);
                continue;
            }

            var indent = reader.Indent - margin;
            indent -= indent >= PagerMark.Erased ? PagerMark.Erased : 0;
            var member = indent > 0 ? trunk : null;
            var places = columns ?? InterfaceBriefColumns.Usual;
            if (TryRow(new Row(reader.Line, words, places.Count), places, legend, member) is { } row)
            {
                rows.Add(row);
                hasMembers |= member is not null;
                trunk = indent > 0 ? trunk : IsTrunk(row.Name) ? row.Name : null;
            }
        }

        if (rows.Count == 0)
        {
            throw columns is null
                ? reader.NotFound("the header \"Interface  PHY  Protocol  InUti OutUti  inErrors  outErrors\"")
                : reader.Unexpected("an interface's row");
        }

        return new InterfaceBrief(hasMembers ? Once(rows) : rows.DrainToImmutable());
    }

    /// <summary>"Eth-Trunk4", "Ip-Trunk1".</summary>
    private static bool IsTrunk(string name) => name.AsSpan().Contains("Trunk", StringComparison.Ordinal);

    private static InterfaceBriefRow? TryRow(Row row, InterfaceBriefColumns columns, Legend legend, string? member)
    {
        var label = new InterfaceLabel(row[0]);
        if (row.Count < MinWords || !label.IsInterface || !legend.TryState(row[columns.Physical], out var physical))
        {
            return null;
        }

        PortState? protocol = legend.TryState(row[columns.Protocol], out var known) ? known : null;
        return new InterfaceBriefRow
        {
            Name = label.Name.ToString(),
            Status = physical.Status,
            StatusReason = physical.Reason,
            Protocol = protocol?.Status,
            ProtocolReason = protocol?.Reason,
            UtilizationIn = Number.Percent(row[columns.InUtilization]),
            UtilizationOut = Number.Percent(row[columns.OutUtilization]),
            InErrors = Number.Integer(row[columns.InErrors]),
            OutErrors = Number.Integer(row[columns.OutErrors]),
            SpeedBps = label.Speed ?? Quantity.BitsPerSecond(row[columns.Bandwidth]),
            Trunk = member ?? row[columns.Trunk].OrNull(),
        };
    }

    /// <summary>Drops the second mention of a port that stands on its own line and under its trunk; the trunk stays known.</summary>
    private static ImmutableArray<InterfaceBriefRow> Once(ImmutableArray<InterfaceBriefRow>.Builder rows)
    {
        var places = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        var once = ImmutableArray.CreateBuilder<InterfaceBriefRow>(rows.Count);
        foreach (var row in rows)
        {
            if (places.TryAdd(row.Name, once.Count))
            {
                once.Add(row);
            }
            else if (row.Trunk is not null)
            {
                var place = places[row.Name];
                once[place] = once[place] with { Trunk = row.Trunk };
            }
        }

        return once.DrainToImmutable();
    }
}
