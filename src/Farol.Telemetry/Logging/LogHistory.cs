namespace Farol.Telemetry.Logging;

/// <summary>The log as far back as it is kept: the file and those before it, the last line first; without a file, what this process remembers.</summary>
public sealed class LogHistory
{
    /// <summary>Read for one question: a fraction of a second, and at the usual length of a line a day or more of an installation.</summary>
    public const long MaxReadBytes = 32L << 20;

    private readonly RecentLogs _recent;
    private readonly string? _path;
    private readonly int _maxFiles;

    public LogHistory(LogOptions options, RecentLogs recent) =>
        (_path, _maxFiles, _recent) = (options.File.Length > 0 ? Path.GetFullPath(options.File) : null, options.MaxFiles, recent);

    public LogFinding Find(LogFilter filter, long skip, int take)
    {
        var files = _path is null ? [] : Open(_path);
        try
        {
            var search = new LogSearch(filter, skip, take, MaxReadBytes);
            var written = NewestOf(files);
            foreach (var record in _recent.All().Where(r => files.Count == 0 || r.Timestamp > written))
            {
                search.Look(record);
            }

            foreach (var file in files)
            {
                search.Look(LinesFromEnd.Read(file));
            }

            return search.Finding(files.Count > 0);
        }
        finally
        {
            files.ForEach(f => f.Dispose());
        }
    }

    /// <summary>What is remembered and younger is not in the file yet, or could not be written. Milliseconds, as lines have them.</summary>
    private static DateTimeOffset NewestOf(List<FileStream> files) =>
        files.SelectMany(LinesFromEnd.Read).Select(l => LogLine.TryRead(l.Span, out var line) ? line.Timestamp : (DateTimeOffset?)null).FirstOrDefault(t => t is not null) is { } newest
            ? newest.AddMilliseconds(1).AddTicks(-1)
            : DateTimeOffset.MinValue;

    /// <summary>The one being written first. One that takes another's name meanwhile is not opened twice.</summary>
    private List<FileStream> Open(string path)
    {
        var files = new List<FileStream>();
        var beginnings = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < _maxFiles; number++)
        {
            try
            {
                var file = new FileStream(number == 0 ? path : LogFile.Numbered(path, number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                files.Add(file);
                if (LinesFromEnd.Beginning(file) is { Length: > 0 } beginning && !beginnings.Add(beginning))
                {
                    files.Remove(file);
                    file.Dispose();
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // There is no such file, or none that may be read.
            }
        }

        return files;
    }
}
