namespace Farol.Control.Metrics;

/// <summary>The machine's minutes of one step together.</summary>
internal sealed class MachineStepRow
{
    public long Number { get; init; }

    public double? CpuPercent { get; init; }

    public double? MemoryPercent { get; init; }

    public double? DiskPercent { get; init; }

    public double? ReceivedBps { get; init; }

    public double? SentBps { get; init; }
}
