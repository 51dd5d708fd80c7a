namespace Farol.Control.Status;

/// <summary>GET /api/system/info. Null: cannot be seen here.</summary>
public sealed record SystemInfoBody
{
    public required string Host { get; init; }

    public required int Cores { get; init; }

    public required SystemMemoryBody Memory { get; init; }

    public required OsBody Os { get; init; }

    public required string Runtime { get; init; }

    public required ProcessBody Process { get; init; }

    public required IReadOnlyList<StatusBody.ListenerBody> Listeners { get; init; }

    public sealed record SystemMemoryBody(long? TotalBytes, long? UsedBytes, double? UsagePercentage);

    public sealed record OsBody(string Description, string Architecture);

    /// <param name="CpuSeconds">Processor time taken since the start.</param>
    public sealed record ProcessBody(int Id, DateTimeOffset StartedAt, long UptimeSeconds, double CpuSeconds, long MemoryBytes, long HeapBytes, int Threads);
}
