using System.Diagnostics;
using System.Runtime.InteropServices;
using Farol.Control.Metrics;

namespace Farol.Control.Status;

/// <summary>What the program runs on.</summary>
internal sealed class SystemReader(MachineSampler machine, StatusReader status, ControlOptions options, ProgramStart start)
{
    public SystemInfoBody Read()
    {
        using var process = Process.GetCurrentProcess();
        var now = machine.Now;
        return new SystemInfoBody
        {
            Host = options.Figures.Node,
            Cores = Environment.ProcessorCount,
            Memory = new SystemInfoBody.SystemMemoryBody(now?.MemoryTotalBytes, now?.MemoryUsedBytes, now?.MemoryPercent is { } percent ? Math.Round(percent, 3) : null),
            Os = new SystemInfoBody.OsBody(RuntimeInformation.OSDescription, RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()),
            Runtime = RuntimeInformation.FrameworkDescription,
            Process = new SystemInfoBody.ProcessBody(
                Environment.ProcessId, start.At, start.UptimeSeconds, process.TotalProcessorTime.TotalSeconds, process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), process.Threads.Count),
            Listeners = status.Listeners(),
        };
    }
}
