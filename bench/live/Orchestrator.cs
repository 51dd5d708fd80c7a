using System.Globalization;
using System.Text;

namespace LiveBench;

/// <summary>Runs the variants one after another in interleaved rounds and writes the table.</summary>
internal static class Orchestrator
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var stalled = options.Clients / 100;
        var machine = Machine.Describe();
        (string Name, BenchOptions Options)[] variants =
        [
            ("Farol", options with { Mode = "farol" }),
            ("bare Kestrel WebSocket", options with { Mode = "bare" }),
            ("Farol, larger frames", options with { Mode = "farol", FrameBytes = options.StalledFrameBytes }),
            ("Farol, larger frames, 1 % stalled", options with { Mode = "farol", FrameBytes = options.StalledFrameBytes, Stalled = stalled }),
        ];
        variants = [.. variants.Where(v => options.Only.Length == 0 || v.Name == options.Only)];
        var results = variants.ToDictionary(v => v.Name, _ => new List<RunResult>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var (name, variant) in variants)
            {
                var result = await BenchRun.OnceAsync(variant);
                results[name].Add(result);
                Console.Error.WriteLine($"round {round}, {name}: {result}");
            }
        }

        var table = Table(options, machine, variants.Select(v => (v.Name, results[v.Name])));
        Console.WriteLine(table);
        if (options.Results.Length > 0)
        {
            await File.WriteAllTextAsync(options.Results, table);
        }

        return 0;
    }

    private static string Table(BenchOptions options, string machine, IEnumerable<(string Name, List<RunResult> Runs)> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Live channels: {options.Clients} clients, one update a second\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {machine} before the run. Server and clients on it, in separate processes.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Medians of {options.Rounds} interleaved rounds of {options.Seconds} s; frames of {options.FrameBytes} bytes, the larger {options.StalledFrameBytes}.");
        text.AppendLine("Delay: from before the publication to after the client's read, over every frame of every client that reads.\n");
        text.AppendLine("| variant | delay p50 | p99 | max | clients not served | skipped as clients see it | dropped as the server counts | server CPU a frame | allocated an update | managed memory a connection | private memory a connection |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, runs) in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Median(runs, r => r.P50Milliseconds):0.0} ms | {Median(runs, r => r.P99Milliseconds):0.0} ms | {Median(runs, r => r.MaxMilliseconds):0.0} ms | {Median(runs, r => r.NotServed):0.0} | {runs.Sum(r => r.Skipped)} | {runs.Sum(r => r.Dropped)} | {Median(runs, r => r.CpuMicrosecondsPerFrame):0.0} µs | {Median(runs, r => r.AllocatedPerUpdate):0} B | {Median(runs, r => r.ManagedPerConnection):0} B | {Median(runs, r => r.PrivatePerConnection):0} B |");
        }

        text.AppendLine("\nSkipped and dropped are sums over the rounds and must be equal: at the end the stalled clients read again, and each update that they find missing must have been counted. Clients not served took nothing while delays were measured.");
        return text.ToString();
    }

    private static double Median(List<RunResult> runs, Func<RunResult, double> value)
    {
        var sorted = runs.Select(value).Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
