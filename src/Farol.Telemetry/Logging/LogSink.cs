using System.Threading.Channels;

namespace Farol.Telemetry.Logging;

/// <summary>
/// Writes lines somewhere slow from a task of its own. The queue is bounded: whoever logs never waits, and what does not fit is
/// dropped and counted.
/// </summary>
internal sealed class LogSink : IAsyncDisposable
{
    private static readonly TimeSpan _maxGoodbye = TimeSpan.FromSeconds(2);
    private readonly Channel<byte[]> _lines;
    private readonly Action<byte[]> _write;
    private readonly Action _flush;
    private readonly Action<Exception> _failed;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private long _dropped;

    /// <param name="write">Writes one line; may throw.</param>
    /// <param name="flush">Called when the queue has run empty.</param>
    /// <param name="failed">Told of each failure; the line that failed counts as dropped.</param>
    public LogSink(int maxQueued, Action<byte[]> write, Action flush, Action<Exception> failed, TimeProvider time)
    {
        _lines = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(maxQueued) { SingleReader = true });
        _write = write;
        _flush = flush;
        _failed = failed;
        _time = time;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Lines that were not written.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(byte[] line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Writes what waits, for at most two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(_maxGoodbye, _time);
        }
        catch (TimeoutException)
        {
            // The disk or the console does not take the rest; the program must end.
        }
    }

    private async Task WriteAllAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (_lines.Reader.TryRead(out var line))
            {
                Guard(() => _write(line), counts: true);
            }

            Guard(_flush, counts: false);
        }
    }

    private void Guard(Action step, bool counts)
    {
        try
        {
            step();
        }
        catch (Exception fault)
        {
            // A full disk or a closed console must not end the program, nor the writing once there is room again.
            Interlocked.Add(ref _dropped, counts ? 1 : 0);
            _failed(fault);
        }
    }
}
