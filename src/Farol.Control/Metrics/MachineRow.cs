namespace Farol.Control.Metrics;

/// <summary>One minute of a machine, as it is kept: means over its seconds.</summary>
internal sealed record MachineRow
{
    public required string Scope { get; init; }

    public required long AtMs { get; init; }

    public double? CpuPercent { get; init; }

    public double? MemoryPercent { get; init; }

    public double? DiskPercent { get; init; }

    public double? ReceivedBps { get; init; }

    public double? SentBps { get; init; }
}
