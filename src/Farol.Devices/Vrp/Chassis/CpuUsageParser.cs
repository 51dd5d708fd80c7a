using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display cpu-usage" of all generations: VRP 8 with services and cores, VRP 5 with tasks, and the bare service table.</summary>
public static class CpuUsageParser
{
    private const string Command = "display cpu-usage";

    private enum Table
    {
        None,
        Services,
        Tasks,
        Cores,
    }

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static CpuUsage Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var usage = new CpuUsage();
        var services = ImmutableArray.CreateBuilder<CpuShare>();
        var tasks = ImmutableArray.CreateBuilder<CpuShare>();
        var cores = ImmutableArray.CreateBuilder<CpuCore>();
        var table = Table.None;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("CPU Overload"))
            {
                throw reader.Unexpected("\"System cpu use rate is : N%\" or \"CPU Usage : N%\" (this is \"display cpu-monitor\")");
            }

            if (usage.UsagePercent is not null && line.Begins("Slot") && SlotOf(line) is { } other && other != usage.Slot)
            {
                // What follows is another board's.
                break;
            }

            if (TableOf(line) is { } next)
            {
                table = next;
            }
            else if (IsSummary(line, table))
            {
                usage = Summary(usage, line);
            }
            else
            {
                AddRow(table, line, services, tasks, cores);
            }
        }

        return usage.UsagePercent is not null || (isFiltered && usage.FiveSecondsPercent is not null) || services.Count > 0
            ? usage with { Services = services.DrainToImmutable(), Tasks = tasks.DrainToImmutable(), Cores = cores.DrainToImmutable() }
            : throw reader.NotFound("\"System cpu use rate is : N%\" or \"CPU Usage : N%\"");
    }

    private static Table? TableOf(ReadOnlySpan<char> line)
    {
        if (line.Begins("ServiceName") && line.Has("UseRate"))
        {
            return Table.Services;
        }

        if (line.Begins("TaskName") && line.Has("CPU"))
        {
            return Table.Tasks;
        }

        return line.Begins("CPU") && line.Has("Current") && line.Has("OneMin") ? Table.Cores : null;
    }

    /// <summary>Summary lines stand above the tables; behind a table only those that no row can be.</summary>
    private static bool IsSummary(ReadOnlySpan<char> line, Table table) => table == Table.None || line.Has("utilization for");

    private static CpuUsage Summary(CpuUsage usage, ReadOnlySpan<char> line)
    {
        if (line.TryAfter("utilization statistics at", out var at))
        {
            return usage with { StatisticsTime = Moment.LeadingLocal(at) };
        }

        if (line.Has("five seconds"))
        {
            return usage with
            {
                FiveSecondsPercent = PercentAfter(line, "five seconds"),
                OneMinutePercent = PercentAfter(line, "one minute"),
                FiveMinutesPercent = PercentAfter(line, "five minutes"),
            };
        }

        if (!KeyValue.TrySplit(line, out var key, out var value))
        {
            return line.Begins("Slot") ? usage with { Slot = SlotOf(line) } : usage;
        }

        return key switch
        {
            _ when key.IsKey("System cpu use rate is") || key.IsKey("System CPU Using Percentage") => usage with { UsagePercent = LeadingPercent(value) },
            _ when key.IsKey("CPU Usage") => usage with
            {
                UsagePercent = LeadingPercent(value),
                MaxPercent = PercentAfter(value, "Max"),
            },
            _ when key.IsKey("Max CPU Usage") => usage with { MaxPercent = LeadingPercent(value) },
            _ when key.IsKey("Max CPU Usage Stat Time") => usage with { MaxTime = Moment.LeadingLocal(value) },
            _ when key.IsKey("CPU Usage Stat Time") => usage with { StatisticsTime = Moment.LeadingLocal(value) },
            _ when key.Begins("Slot") => usage with { Slot = SlotOf(line) },
            _ => usage,
        };
    }

    private static void AddRow(
        Table table,
        ReadOnlySpan<char> line,
        ImmutableArray<CpuShare>.Builder services,
        ImmutableArray<CpuShare>.Builder tasks,
        ImmutableArray<CpuCore>.Builder cores)
    {
        var tokens = new TokenReader(line);
        switch (table)
        {
            case Table.Services when tokens.Last() is var rate && rate.EndsWith('%') && !tokens.IsEmpty:
                services.Add(new CpuShare(tokens.Rest.ToString(), Number.Percent(rate), null));
                break;
            case Table.Tasks:
                AddTask(tokens, line, tasks);
                break;
            case Table.Cores when line.Begins("cpu") && tokens.First() is var name:
                cores.Add(new CpuCore(
                    name.ToString(), Number.Percent(tokens.First()), Number.Percent(tokens.First()), Number.Percent(tokens.First()),
                    Number.Percent(tokens.First()), Number.Percent(tokens.First()), Moment.LeadingLocal(tokens.Rest)));
                break;
        }
    }

    /// <summary>"IPCQ 1% 0/ 2c273f2 IPCQIPC task…"; an explanation goes on in the next line, which has no percentage.</summary>
    private static void AddTask(TokenReader tokens, ReadOnlySpan<char> line, ImmutableArray<CpuShare>.Builder tasks)
    {
        var name = tokens.First();
        var rate = tokens.First();
        if (rate.EndsWith('%'))
        {
            var runtime = tokens.First();
            if (runtime.EndsWith('/'))
            {
                tokens.First();
            }

            tasks.Add(new CpuShare(name.ToString(), Number.Percent(rate), tokens.Rest.OrNull()));
        }
        else if (tasks.Count > 0 && tasks[^1].Explanation is { } begun && begun.Length < 200)
        {
            tasks[^1] = tasks[^1] with { Explanation = $"{begun} {line}" };
        }
    }

    private static double? PercentAfter(ReadOnlySpan<char> line, string words) =>
        line.TryAfter(words, out var rest) ? LeadingPercent(rest.TrimStart(" :")) : null;

    private static double? LeadingPercent(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('%');
        return end < 0 ? null : Number.Percent(text[..(end + 1)]);
    }

    /// <summary>"Slot 3:", "Slot : 3", "Slot: 0 CPU:0".</summary>
    private static string? SlotOf(ReadOnlySpan<char> line) => line["Slot".Length..].TrimStart(": ").FirstWord().TrimEnd(':').OrNull();
}
