namespace Farol.Control.Metrics;

/// <summary>What the machine was doing at one moment. Null: not measured.</summary>
internal sealed record MachineReading
{
    public required long Second { get; init; }

    /// <summary>Of all cores over the second before.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Over 1, 5 and 15 minutes.</summary>
    public IReadOnlyList<double>? LoadAverage { get; init; }

    public long? MemoryTotalBytes { get; init; }

    /// <summary>What programs could not have: total less what the kernel says is available.</summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>Of the file system that the data is on.</summary>
    public double? DiskPercent { get; init; }

    /// <summary>Since the machine's start, over its own network interfaces.</summary>
    public long? BytesReceived { get; init; }

    public long? BytesSent { get; init; }

    public double? ReceivedBitsPerSecond { get; init; }

    public double? SentBitsPerSecond { get; init; }

    public double? MemoryPercent => MemoryTotalBytes > 0 ? 100.0 * MemoryUsedBytes / MemoryTotalBytes : null;
}
