namespace Farol.Telemetry.Logging;

/// <summary>One search, from the newest record to the oldest: counts all that fit and keeps a page of them.</summary>
internal sealed class LogSearch(LogFilter filter, long skip, int take, long maxBytes)
{
    /// <summary>Threads write a little out of order: so long before the beginning that is asked for, nothing later comes.</summary>
    private static readonly TimeSpan _disorder = TimeSpan.FromMinutes(1);

    private readonly List<LogRecord> _page = [];
    private int _total;
    private long _bytes;
    private DateTimeOffset? _since;
    private bool _isOver;
    private bool _isWhole = true;

    public void Look(LogRecord record)
    {
        _since = record.Timestamp;
        if (filter.Takes(record))
        {
            Take(record);
        }
    }

    public void Look(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        foreach (var line in lines)
        {
            if (_isOver)
            {
                return;
            }

            if (_bytes + line.Length > maxBytes)
            {
                (_isOver, _isWhole) = (true, false);
                return;
            }

            _bytes += line.Length;
            if (LogLine.TryRead(line.Span, out var read))
            {
                Look(line, read);
            }
        }
    }

    public LogFinding Finding(bool hasFile) => new(_page, _total, hasFile, _since, _isWhole);

    private void Look(ReadOnlyMemory<byte> line, LogLine read)
    {
        if (read.Timestamp < filter.From - _disorder)
        {
            _isOver = true;
            return;
        }

        _since = read.Timestamp;
        if (read.Level < filter.Level || read.Timestamp < filter.From || read.Timestamp >= filter.To)
        {
            return;
        }

        if (!filter.NeedsWords && !IsOnPage)
        {
            _total++;
        }
        else if (read.Record(line) is { } record && filter.Takes(record))
        {
            Take(record);
        }
    }

    private bool IsOnPage => _total >= skip && _page.Count < take;

    private void Take(LogRecord record)
    {
        if (IsOnPage)
        {
            _page.Add(record);
        }

        _total++;
    }
}
