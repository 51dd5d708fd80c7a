using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>Takes finished records to the console, the file and the memory.</summary>
internal sealed class LogPipeline : IAsyncDisposable
{
    private readonly LogOptions _options;
    private readonly LogSink? _console;
    private readonly LogSink? _fileSink;
    private readonly LogFile? _file;
    private readonly long[] _written = new long[(int)LogLevel.None];
    private readonly TimeProvider _time;
    private int _fileFailing;

    public LogPipeline(LogOptions options, Stream console, TimeProvider time)
    {
        _options = options;
        _time = time;
        Recent = new RecentLogs(options.MaxRecentRecords);
        if (options.Console != LogConsole.None)
        {
            _console = new LogSink(options.MaxQueuedRecords, l => console.Write(l), console.Flush, static _ => { }, time);
        }

        if (options.File.Length > 0)
        {
            var file = new LogFile(options.File, options.MaxFileBytes, options.MaxFiles);
            _file = file;
            _fileSink = new LogSink(options.MaxQueuedRecords, WriteFile, file.Flush, FileFailed, time);
        }
    }

    public RecentLogs Recent { get; }

    public long DroppedByConsole => _console?.Dropped ?? 0;

    public long DroppedByFile => _fileSink?.Dropped ?? 0;

    /// <summary>What counts it; ends with it.</summary>
    public IDisposable? Figures { get; set; }

    /// <summary>The trace that a record belongs to, asked while it is made; null: this process has none.</summary>
    public Func<string?>? TraceId { get; init; }

    public TimeProvider Time => _time;

    public LogOptions Options => _options;

    public long Written(LogLevel level) => Interlocked.Read(ref _written[(int)level]);

    public void Add(LogRecord record)
    {
        Interlocked.Increment(ref _written[(int)record.Level]);
        Recent.Add(record);
        var json = _fileSink is not null || _options.Console == LogConsole.Json ? LogFormat.Json(record) : [];
        _fileSink?.Add(json);
        _console?.Add(_options.Console == LogConsole.Json ? json : LogFormat.Text(record));
    }

    public async ValueTask DisposeAsync()
    {
        if (_fileSink is not null)
        {
            await _fileSink.DisposeAsync();
        }

        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        _file?.Dispose();
        Figures?.Dispose();
    }

    private void WriteFile(byte[] line)
    {
        _file!.Write(line);
        Volatile.Write(ref _fileFailing, 0);
    }

    /// <summary>Tells the console and the memory once, not with every line, that the file takes nothing.</summary>
    private void FileFailed(Exception fault)
    {
        _file!.Close();
        if (Interlocked.Exchange(ref _fileFailing, 1) != 0)
        {
            return;
        }

        var record = new LogRecord
        {
            Timestamp = _time.GetUtcNow(),
            Level = LogLevel.Error,
            Component = "Farol.Telemetry.Logging",
            Message = $"LOG_FILE '{_options.File}' cannot be written: {fault.Message}. Records go to the console alone until it can",
        };
        Recent.Add(record);
        _console?.Add(_options.Console == LogConsole.Json ? LogFormat.Json(record) : LogFormat.Text(record));
    }
}
