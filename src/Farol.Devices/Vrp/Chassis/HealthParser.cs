using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display health".</summary>
public static class HealthParser
{
    private const string Command = "display health";

    /// <summary>No board has more cores; keeps a damaged text from growing one board without end.</summary>
    private const int MaxCores = 256;

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static Health Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var slots = ImmutableArray.CreateBuilder<SlotHealth>();
        var hasHeader = false;
        var hasDataPlane = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("Slot") && line.Has("CPU Usage"))
            {
                hasHeader = true;
                hasDataPlane = line.Has("DataPlane");
            }
            else if (hasHeader && line.Begins("cpu") && slots.Count > 0)
            {
                if (slots[^1].Cores.Length >= MaxCores)
                {
                    continue;
                }

                slots[^1] = slots[^1] with { Cores = slots[^1].Cores.AddRange(Cores(line)) };
            }
            else if (TrySlot(line, hasDataPlane) is { } slot && (hasHeader || (isFiltered && IsWhole(slot))))
            {
                slots.Add(slot);
            }
        }

        return slots.Count > 0
            ? new Health(slots.DrainToImmutable())
            : throw (hasHeader
                ? reader.Unexpected("a board's row")
                : reader.NotFound("the header \"Slot  CPU Usage  Memory Usage(Used/Total)\""));
    }

    /// <summary>A row that a filter left without its header.</summary>
    private static bool IsWhole(SlotHealth slot) =>
        slot is { Cpu: not null, Memory: not null, MemoryUsedBytes: not null, MemoryTotalBytes: not null } && char.IsAsciiLetter(slot.Type[0]);

    /// <summary>"17  MPU(Master)  3%  19%  6093MB/30708MB", where a type may hold a blank: "MPU(System master)".</summary>
    private static SlotHealth? TrySlot(ReadOnlySpan<char> line, bool hasDataPlane)
    {
        var percent = line.IndexOf('%');
        if (percent < 0)
        {
            return null;
        }

        var head = new TokenReader(line[..(percent + 1)]);
        var slot = head.First();
        var cpu = head.Last();
        var board = head.Rest;
        if (board.IsEmpty || !char.IsLetterOrDigit(slot[0]))
        {
            return null;
        }

        var open = board.IndexOf('(');
        var tail = new TokenReader(line[(percent + 1)..]);
        var memory = Number.Percent(tail.First());
        var (used, total, _) = Sizes(tail.First());
        var third = Number.Percent(tail.First());
        var (free, physicalTotal, cache) = Sizes(tail.First());
        return new SlotHealth
        {
            Slot = slot.ToString(),
            Type = (open < 0 ? board : board[..open].TrimEndBlanks()).ToString(),
            Role = open < 0 ? null : board[(open + 1)..].TrimEnd(')').OrNull(),
            Cpu = Number.Percent(cpu),
            Memory = memory,
            MemoryUsedBytes = used,
            MemoryTotalBytes = total,
            DataPlaneCpu = hasDataPlane ? third : null,
            PhysicalMemory = hasDataPlane ? null : third,
            PhysicalMemoryFreeBytes = free,
            PhysicalMemoryTotalBytes = physicalTotal,
            PhysicalMemoryCacheBytes = cache,
        };
    }

    private static (long? First, long? Second, long? Third) Sizes(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '/');
        return (
            count > 0 ? Quantity.Bytes(text[parts[0]]) : null,
            count > 1 ? Quantity.Bytes(text[parts[1]]) : null,
            count > 2 ? Quantity.Bytes(text[parts[2]]) : null);
    }

    private static List<CoreHealth> Cores(ReadOnlySpan<char> line)
    {
        var cores = new List<CoreHealth>();
        var tokens = new TokenReader(line);
        while (cores.Count < MaxCores && tokens.TryFirst(out var name) && tokens.TryFirst(out var usage))
        {
            cores.Add(new CoreHealth(name.ToString(), Number.Percent(usage)));
        }

        return cores;
    }
}
