using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>The last log records, in memory, for a page that shows them.</summary>
public sealed class RecentLogs(int maxRecords)
{
    private readonly Lock _gate = new();
    private readonly Queue<LogRecord> _records = new(Math.Min(maxRecords, 256));

    /// <summary>The newest records first.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="level">Only this level and worse.</param>
    /// <param name="component">Only components whose name contains this.</param>
    /// <param name="text">Only records whose message or exception contains this.</param>
    /// <param name="from">Only from this time on.</param>
    /// <param name="to">Only before this time.</param>
    public IReadOnlyList<LogRecord> Find(
        int limit,
        LogLevel level = LogLevel.Trace,
        string? component = null,
        string? text = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null)
    {
        LogRecord[] records;
        lock (_gate)
        {
            records = [.. _records];
        }

        return
        [
            .. records.Reverse()
                .Where(r => r.Level >= level && !(r.Timestamp < from) && !(r.Timestamp >= to))
                .Where(r => Contains(r.Component, component) && (Contains(r.Message, text) || Contains(r.Exception ?? "", text)))
                .Take(limit),
        ];
    }

    internal void Add(LogRecord record)
    {
        lock (_gate)
        {
            if (_records.Count >= maxRecords)
            {
                _records.Dequeue();
            }

            _records.Enqueue(record);
        }
    }

    private static bool Contains(string value, string? part) =>
        string.IsNullOrEmpty(part) || value.Contains(part, StringComparison.OrdinalIgnoreCase);
}
