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
        var filter = new LogFilter { Level = level, Component = component, Text = text, From = from, To = to };
        return [.. All().Where(filter.Takes).Take(limit)];
    }

    /// <summary>The newest first.</summary>
    internal IReadOnlyList<LogRecord> All()
    {
        lock (_gate)
        {
            return [.. _records.Reverse()];
        }
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
}
