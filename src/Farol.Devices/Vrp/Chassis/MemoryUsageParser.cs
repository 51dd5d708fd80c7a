using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display memory-usage".</summary>
public static class MemoryUsageParser
{
    private const string Command = "display memory-usage";

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static MemoryUsage Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var usage = new MemoryUsage();
        var processes = ImmutableArray.CreateBuilder<ProcessMemory>();
        var unit = "";
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("ProcessId"))
            {
                unit = line.TryAfter("Used(", out var rest) ? rest[..(rest.IndexOf(')') is var end and >= 0 ? end : rest.Length)].ToString() : "";
            }
            else if (unit.Length > 0)
            {
                AddProcess(line, unit, processes);
            }
            else
            {
                usage = Summary(usage, line);
            }
        }

        return usage.TotalBytes is not null || (isFiltered && usage.UsagePercent is not null)
            ? usage with { Processes = processes.DrainToImmutable() }
            : throw reader.NotFound("\"System Total Memory Is: N Kbytes\" (or bytes)");
    }

    private static MemoryUsage Summary(MemoryUsage usage, ReadOnlySpan<char> line)
    {
        if (line.TryAfter("utilization statistics at", out var at))
        {
            return usage with { StatisticsTime = Moment.LeadingLocal(at) };
        }

        if (line.Begins("Slot") && line.Has("Memory utilization"))
        {
            return usage with { Slot = line["Slot".Length..].FirstWord().OrNull() };
        }

        if (!KeyValue.TrySplit(line, out var key, out var value))
        {
            return usage;
        }

        return key switch
        {
            _ when key.IsKey("System Total Memory Is") || key.IsKey("System Total Memory") || key.IsKey("Total Physical Memory") =>
                usage with { TotalBytes = Quantity.Bytes(value) },
            _ when key.IsKey("Total Memory Used Is") || key.IsKey("Total Memory Used") || key.IsKey("Total Physical Memory Used") =>
                usage with { UsedBytes = Quantity.Bytes(value) },
            _ when key.IsKey("Memory Using Percentage Is") || key.IsKey("Memory Using Percentage") || key.IsKey("Physical Memory Using Percentage") =>
                usage with { UsagePercent = Number.Percent(value) },
            _ => usage,
        };
    }

    private static void AddProcess(ReadOnlySpan<char> line, string unit, ImmutableArray<ProcessMemory>.Builder processes)
    {
        var tokens = new TokenReader(line);
        var used = tokens.Last();
        var id = Number.Integer(tokens.First());
        if (id is not null && !tokens.IsEmpty)
        {
            processes.Add(new ProcessMemory(id.Value, tokens.Rest.ToString(), Quantity.Bytes($"{used}{unit}")));
        }
    }
}
