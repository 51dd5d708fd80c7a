using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display ip interface brief".</summary>
public static class IpInterfaceBriefParser
{
    private const string Command = "display ip interface brief";
    private const string CountOf = "The number of interface that is ";

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static IpInterfaceBrief Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var legend = new Legend();
        var brief = new IpInterfaceBrief();
        var rows = ImmutableArray.CreateBuilder<IpInterface>();
        var isKnown = false;
        string? nameAbove = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.TryAfter(CountOf, out var count))
            {
                brief = WithCount(brief, count);
                isKnown = true;
            }
            else if (line.Begins("Interface") && line.Has("IP Address"))
            {
                isKnown = true;
            }
            else if (TryRow(nameAbove is null ? line : $"{nameAbove} {line}", legend) is { } row && (isKnown || (isFiltered && IsAddress(line))))
            {
                rows.Add(row);
                nameAbove = null;
            }
            else if (!isKnown)
            {
                legend.Read(line);
            }
            else
            {
                nameAbove = !line.ContainsAny(' ', '\t') && new InterfaceLabel(line).IsInterface ? line.ToString() : null;
            }
        }

        return rows.Count > 0
            ? brief with { Interfaces = rows.DrainToImmutable() }
            : throw (isKnown
                ? reader.Unexpected("an interface's row")
                : reader.NotFound("the header \"Interface  IP Address/Mask  Physical  Protocol\""));
    }

    /// <summary>True for a row that shows what it is without the header, which a filter may have left out.</summary>
    private static bool IsAddress(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        tokens.First();
        var address = tokens.First();
        return address.Is("unassigned") || (address.Count('.') == 3 && address.Contains('/'));
    }

    /// <summary>"UP in Physical is 5".</summary>
    private static IpInterfaceBrief WithCount(IpInterfaceBrief brief, ReadOnlySpan<char> text)
    {
        var tokens = new TokenReader(text);
        var count = Number.Small(tokens.Last());
        var isUp = text.Begins("UP");
        return text.Has("Physical")
            ? isUp ? brief with { PhysicalUpCount = count } : brief with { PhysicalDownCount = count }
            : isUp ? brief with { ProtocolUpCount = count } : brief with { ProtocolDownCount = count };
    }

    private static IpInterface? TryRow(ReadOnlySpan<char> line, Legend legend)
    {
        var tokens = new TokenReader(line);
        var label = new InterfaceLabel(tokens.First());
        var address = tokens.First();
        if (!label.IsInterface || !legend.TryState(tokens.First(), out var physical) || !legend.TryState(tokens.First(), out var protocol))
        {
            return null;
        }

        return new IpInterface
        {
            Name = label.Name.ToString(),
            IpAddress = address.Is("unassigned") ? null : address.OrNull(),
            Status = physical.Status,
            StatusReason = physical.Reason,
            Protocol = protocol.Status,
            ProtocolReason = protocol.Reason,
            VpnInstance = tokens.Rest.OrNull(),
            SpeedBps = label.Speed,
        };
    }
}
