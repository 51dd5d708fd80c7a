using System.Globalization;

namespace Farol.Telemetry.Metrics;

/// <summary>
/// What the process takes, under the names that every Prometheus dashboard knows. Read from /proc/self (proc(5): stat, statm, limits);
/// a file that cannot be read leaves its metrics out.
/// </summary>
internal sealed class ProcessMetrics(string procFolder = "/proc")
{
    private const double TicksPerSecond = 100;
    private const int PageBytes = 4096;

    public void Write(PrometheusWriter writer)
    {
        Guard(() => WriteStat(writer));
        Guard(() => WriteDescriptors(writer));
        WriteRuntime(writer);
    }

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            // A hardened container may hide /proc; the rest of the page is still worth having.
        }
    }

    private void WriteStat(PrometheusWriter writer)
    {
        // The second field is the program's name in brackets and may contain anything, brackets too: fields count from the last one.
        var stat = File.ReadAllText(Path.Combine(procFolder, "self/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        double Field(int number) => double.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        Single(writer, "process_cpu_seconds_total", "CPU time taken, user and system, in seconds", MetricKind.Counter, (Field(14) + Field(15)) / TicksPerSecond);
        Single(writer, "process_resident_memory_bytes", "Resident memory", MetricKind.Gauge, Field(24) * PageBytes);
        Single(writer, "process_virtual_memory_bytes", "Virtual memory", MetricKind.Gauge, Field(23));
        Single(writer, "process_threads", "Threads of the operating system", MetricKind.Gauge, Field(20));
        Single(writer, "process_start_time_seconds", "Start of the process, seconds since 1970", MetricKind.Gauge, BootTime() + (Field(22) / TicksPerSecond));
    }

    private double BootTime()
    {
        var line = File.ReadLines(Path.Combine(procFolder, "stat")).First(l => l.StartsWith("btime ", StringComparison.Ordinal));
        return double.Parse(line.AsSpan("btime ".Length), CultureInfo.InvariantCulture);
    }

    private void WriteDescriptors(PrometheusWriter writer)
    {
        var open = Directory.EnumerateFileSystemEntries(Path.Combine(procFolder, "self/fd")).Count();
        Single(writer, "process_open_fds", "Open file descriptors", MetricKind.Gauge, open);
        var limit = File.ReadLines(Path.Combine(procFolder, "self/limits")).First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = limit["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        var max = soft == "unlimited" ? double.PositiveInfinity : double.Parse(soft, CultureInfo.InvariantCulture);
        Single(writer, "process_max_fds", "Limit of open file descriptors", MetricKind.Gauge, max);
    }

    private static void WriteRuntime(PrometheusWriter writer)
    {
        writer.Head("dotnet_gc_collections_total", "Garbage collections, each generation counting the ones above it", MetricKind.Counter);
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            writer.Sample("dotnet_gc_collections_total", $"generation=\"{generation}\"", GC.CollectionCount(generation));
        }

        var heap = GC.GetGCMemoryInfo();
        Single(writer, "dotnet_gc_heap_bytes", "Managed heap after the last collection", MetricKind.Gauge, heap.HeapSizeBytes);
        Single(writer, "dotnet_gc_pause_seconds_total", "Time that collections stopped the program", MetricKind.Counter, GC.GetTotalPauseDuration().TotalSeconds);
        Single(writer, "dotnet_allocated_bytes_total", "Managed memory allocated", MetricKind.Counter, GC.GetTotalAllocatedBytes());
        Single(writer, "dotnet_threadpool_threads", "Threads of the pool", MetricKind.Gauge, ThreadPool.ThreadCount);
        Single(writer, "dotnet_threadpool_queue_items", "Work items waiting for a pool thread", MetricKind.Gauge, ThreadPool.PendingWorkItemCount);
        Single(writer, "dotnet_threadpool_completed_items_total", "Work items done by the pool", MetricKind.Counter, ThreadPool.CompletedWorkItemCount);
    }

    private static void Single(PrometheusWriter writer, string name, string help, MetricKind kind, double value)
    {
        writer.Head(name, help, kind);
        writer.Sample(name, "", value);
    }
}
