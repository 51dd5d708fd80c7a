using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LiveBench;

/// <summary>One run: a fresh server, two load processes, warm-up, measured seconds, memory, end.</summary>
internal static class BenchRun
{
    private const int LoadProcesses = 2;
    private const int WarmUpSeconds = 10;

    // A stalled client is blocked once the kernel's and Kestrel's buffers are full: about 100 KB.
    private const int StalledWarmUpSeconds = 30;
    private const int LastUpdates = 20;
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(3);

    public static async Task<RunResult> OnceAsync(BenchOptions options)
    {
        using var server = Start("server", $"--mode {options.Mode}");
        var address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server did not start");
        using var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        var files = Enumerable.Range(0, LoadProcesses).Select(_ => Path.GetTempFileName()).ToList();
        List<Process> loads = [];
        try
        {
            await ConnectAndLeaveAsync(options, http, address);
            var empty = await StatsAsync(http, "/collected");
            loads.AddRange(files.Select(f => StartLoad(options, address, f)));
            foreach (var load in loads)
            {
                await load.StandardOutput.ReadLineAsync();
            }

            var (before, after) = await MeasureAsync(options, http, loads);
            await ReadAllAsync(options, http, loads);
            var full = await StatsAsync(http, "/collected");
            var skipped = await StopAsync(loads);
            return Result(options, files, empty, before, after, full, skipped);
        }
        finally
        {
            loads.ForEach(End);
            files.ForEach(File.Delete);
            await StopServerAsync(http);
            End(server);
        }
    }

    private static async Task StopServerAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.PostAsync(new Uri("/stop", UriKind.Relative), null);
        }
        catch (HttpRequestException)
        {
            // It ended before it answered.
        }
    }

    /// <summary>So that what is made once (code, pools) is not counted as a connection's.</summary>
    private static async Task ConnectAndLeaveAsync(BenchOptions options, HttpClient http, string address)
    {
        var file = Path.GetTempFileName();
        using var load = StartLoad(options with { Clients = 400, Stalled = 0 }, address, file);
        await load.StandardOutput.ReadLineAsync();
        await http.PostAsync(new Uri($"/publish?times=3&bytes={options.FrameBytes}", UriKind.Relative), null);
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        await StopAsync([load]);
        End(load);
        File.Delete(file);
        while ((await StatsAsync(http, "/stats")).Clients > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<(ServerStats Before, ServerStats After)> MeasureAsync(BenchOptions options, HttpClient http, List<Process> loads)
    {
        var warmUp = options.Stalled > 0 ? StalledWarmUpSeconds : WarmUpSeconds;
        await http.PostAsync(new Uri($"/publish?times={warmUp + options.Seconds}&bytes={options.FrameBytes}", UriKind.Relative), null);

        // Half a second off the beat, so that no update falls on the border of the window.
        await Task.Delay(TimeSpan.FromSeconds(warmUp + 0.5), TimeProvider.System);
        var before = await StatsAsync(http, "/stats");
        loads.ForEach(l => l.StandardInput.WriteLine("record"));
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds), TimeProvider.System);
        return (before, await StatsAsync(http, "/stats"));
    }

    /// <summary>Lets the stalled clients read again, so that what they skipped can be compared with what the server counted.</summary>
    private static async Task ReadAllAsync(BenchOptions options, HttpClient http, List<Process> loads)
    {
        loads.ForEach(l => l.StandardInput.WriteLine("read"));
        await Task.Delay(_settle, TimeProvider.System);
        if (options.Stalled > 0)
        {
            await http.PostAsync(new Uri($"/publish?times={LastUpdates}&bytes={options.FrameBytes}", UriKind.Relative), null);
            await Task.Delay(TimeSpan.FromSeconds(LastUpdates) + _settle, TimeProvider.System);
        }
    }

    private static async Task<long> StopAsync(List<Process> loads)
    {
        long skipped = 0;
        foreach (var load in loads)
        {
            await load.StandardInput.WriteLineAsync("stop");
            var line = await load.StandardOutput.ReadLineAsync() ?? "0 0 0";
            skipped += long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        }

        return skipped;
    }

    private static RunResult Result(
        BenchOptions options, List<string> files, ServerStats empty, ServerStats before, ServerStats after, ServerStats full, long skipped)
    {
        var delays = files.SelectMany(f => MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(f)).ToArray()).Order().ToArray();
        double Milliseconds(double quantile) =>
            delays.Length == 0 ? double.NaN : delays[(int)((delays.Length - 1) * quantile)] * 1000.0 / Stopwatch.Frequency;
        var frames = after.Sent - before.Sent;
        return new RunResult(
            Milliseconds(0.5),
            Milliseconds(0.99),
            Milliseconds(1),
            options.Clients - (delays.Length / (double)options.Seconds),
            skipped,
            full.Dropped - empty.Dropped,
            (after.CpuMilliseconds - before.CpuMilliseconds) * 1000 / Math.Max(1, frames),
            (after.AllocatedBytes - before.AllocatedBytes) / (double)options.Seconds,
            (full.ManagedBytes - empty.ManagedBytes) / (double)options.Clients,
            (full.PrivateBytes - empty.PrivateBytes) / (double)options.Clients);
    }

    private static async Task<ServerStats> StatsAsync(HttpClient http, string path) =>
        await http.GetFromJsonAsync<ServerStats>(new Uri(path, UriKind.Relative)) ?? throw new InvalidOperationException("no statistics");

    private static Process StartLoad(BenchOptions options, string address, string file) =>
        Start("load", string.Create(
            CultureInfo.InvariantCulture,
            $"--port {new Uri(address).Port} --clients {Share(options.Clients)} --stalled {Share(options.Stalled)} --seconds {options.Seconds} --delays {file}"));

    private static int Share(int all) => all / LoadProcesses;

    private static Process Start(string verb, string arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, $"{verb} {arguments}")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        }) ?? throw new InvalidOperationException($"{verb} did not start");

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
