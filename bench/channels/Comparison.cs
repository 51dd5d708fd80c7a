using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LiveBench;

namespace ChannelsBench;

/// <summary>Farol and the npm server in turn, each at every speed, in interleaved rounds; then the table.</summary>
internal static class Comparison
{
    private const int LoadProcesses = 2;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(5);
    private static readonly string[] _servers = ["Farol", "npm ws"];

    public static async Task<int> RunAsync(ChannelsOptions options)
    {
        var machine = Machine.Describe();
        var results = new Dictionary<(string Server, double Speed), List<StepResult>>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var server in _servers)
            {
                foreach (var speed in options.Speeds)
                {
                    var result = await StepAsync(options, server, speed);
                    Console.Error.WriteLine($"round {round}, {server}, speed {speed}: {result}");
                    results.TryAdd((server, speed), []);
                    results[(server, speed)].Add(result);
                }
            }
        }

        var table = Table(options, machine, results);
        Console.WriteLine(table);
        if (options.Results.Length > 0)
        {
            await File.WriteAllTextAsync(options.Results, table);
        }

        return 0;
    }

    private static async Task<StepResult> StepAsync(ChannelsOptions options, string name, double speed)
    {
        using var server = name == "Farol" ? Start(Environment.ProcessPath!, "server") : Start("node", $"{options.Peer}/server.mjs");
        var address = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{name} did not start"));
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        var frames = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "frames.json"))).RootElement;
        var paths = string.Join(',', frames.EnumerateObject().Select(f => "/api/ws/" + f.Name));
        var files = Enumerable.Range(0, LoadProcesses).Select(_ => Path.GetTempFileName()).ToList();
        List<Process> loads = [];
        try
        {
            loads.AddRange(files.Select(f => Start(Environment.ProcessPath!, string.Create(
                CultureInfo.InvariantCulture, $"load --port {address.Port} --clients {options.Clients / LoadProcesses} --seconds {options.Seconds} --paths {paths} --delays {f}"))));
            foreach (var load in loads)
            {
                await load.StandardOutput.ReadLineAsync();
            }

            await http.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/speed?times={speed}"), UriKind.Relative), null);
            await Task.Delay(_warmUp, TimeProvider.System);
            var before = await StatsAsync(http);
            loads.ForEach(l => l.StandardInput.WriteLine("record"));
            await Task.Delay(TimeSpan.FromSeconds(options.Seconds), TimeProvider.System);
            loads.ForEach(l => l.StandardInput.WriteLine("stop"));
            var after = await StatsAsync(http);
            foreach (var load in loads)
            {
                await load.StandardOutput.ReadLineAsync();
            }

            var delays = files.SelectMany(f => MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(f)).ToArray()).Order().ToArray();
            double Milliseconds(double share) => delays.Length == 0 ? double.NaN : delays[(int)((delays.Length - 1) * share)] * 1000.0 / Stopwatch.Frequency;
            var channels = frames.EnumerateObject().Count();
            var offered = frames.EnumerateObject().Sum(f => (double)options.Clients / channels / f.Value.GetProperty("seconds").GetDouble() * speed);
            var cpu = after.Cpu - before.Cpu;
            return new StepResult(
                offered, delays.Length / (double)options.Seconds, Milliseconds(0.5), Milliseconds(0.99), cpu * 1000 / Math.Max(1, delays.Length), cpu / 10 / options.Seconds, after.Rss / 1e6);
        }
        finally
        {
            loads.ForEach(End);
            files.ForEach(File.Delete);
            End(server);
        }
    }

    private static async Task<(double Cpu, double Rss)> StatsAsync(HttpClient http)
    {
        var stats = JsonDocument.Parse(await http.GetStringAsync(new Uri("/stats", UriKind.Relative))).RootElement;
        return (stats.GetProperty("cpu_ms").GetDouble(), stats.GetProperty("rss_bytes").GetDouble());
    }

    private static Process Start(string program, string arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start");

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    private static string Table(ChannelsOptions options, string machine, Dictionary<(string Server, double Speed), List<StepResult>> results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Seven live channels: {options.Clients} sockets, beside a plain npm ws server\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {machine} before the run. Server and clients on it, in separate processes.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Medians of {options.Rounds} interleaved rounds of {options.Seconds} s. Speed 1 is the promised cadence (and one security event a second), speed 10 ten times that.");
        text.AppendLine("Delay: from before the frame is made to after the client's read, over every frame of every client. CPU is the server's alone.\n");
        text.AppendLine("| server | speed | deliveries/s asked for | delivered/s | delay p50 | p99 | CPU a delivery | CPU of one core | memory |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var speed in options.Speeds)
        {
            foreach (var server in _servers)
            {
                var runs = results[(server, speed)];
                double Median(Func<StepResult, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);
                text.AppendLine(CultureInfo.InvariantCulture, $"| {server} | {speed} | {Median(r => r.Offered):0} | {Median(r => r.Delivered):0} | {Median(r => r.P50Milliseconds):0.0} ms | {Median(r => r.P99Milliseconds):0.0} ms | {Median(r => r.CpuMicroseconds):0.0} µs | {Median(r => r.CpuPercent):0} % | {Median(r => r.RssMegabytes):0} MB |");
            }
        }

        text.AppendLine("\nWhere fewer are delivered than asked for, the two cores were not enough for server and clients: Farol then makes a channel's state less often, once for everything that fell due until its turn comes, and brings a client that is behind to the newest one; the timers of the npm server skip turns, so that it makes fewer frames, and those that it makes it sends at once.");
        return text.ToString();
    }
}
