using Farol.Configuration.Gateway;
using Farol.Telemetry.Logging;

namespace Farol.Gateway.Metering;

/// <summary>The access log: a ring for each loop, and one thread that takes from all of them and writes to a file or to standard output.</summary>
internal sealed class AccessLog : IDisposable
{
    /// <summary>Then the file becomes <c>name.1</c>: an editor still opens it.</summary>
    public const long MaxFileBytes = 100_000_000;

    /// <summary>The one being written among them: the log takes half a GB at most.</summary>
    public const int MaxFiles = 5;

    /// <summary>Lines are on disk this soon; more often would wake a thread on an idle machine.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A ring that was replaced is looked at so many times more: its loop may just be writing.</summary>
    private const int LastLooks = 10;

    private readonly TimeProvider _time;
    private readonly Func<Stream> _standardOutput;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Lock _gate = new();
    private Rings _rings;
    private int _looks;
    private AccessLogSection _settings = new();
    private LogFile? _file;
    private Stream? _output;
    private byte[] _buffer = [];
    private long _lost;
    private bool _isStarted;
    private volatile bool _isStopping;

    public AccessLog(int loops, TimeProvider time, Func<Stream>? standardOutput = null)
    {
        _time = time;
        _standardOutput = standardOutput ?? Console.OpenStandardOutput;
        _rings = new Rings([.. Enumerable.Range(0, loops).Select(_ => new AccessLogRing(_settings.MaxWaiting, time))], [], 0, 0);
        _thread = new Thread(Run) { Name = "farol-access-log", IsBackground = true };
    }

    /// <summary>Lines taken from requests.</summary>
    public long Lines => Volatile.Read(ref _rings).Lines;

    /// <summary>Lines for which there was no room, or that could not be written.</summary>
    public long Dropped => Volatile.Read(ref _rings).Dropped + Interlocked.Read(ref _lost);

    /// <summary>The ring to write this request to, or null when it is not logged. Called by the loop, for each request.</summary>
    public AccessLogRing? RingFor(int loop, int status)
    {
        var settings = Volatile.Read(ref _settings);
        if (!settings.Enabled)
        {
            return null;
        }

        var ring = Volatile.Read(ref _rings).Current[loop];
        return ring.Wants(status, settings.SampleOneIn) ? ring : null;
    }

    /// <summary>Takes other settings.</summary>
    public void Update(AccessLogSection settings)
    {
        lock (_gate)
        {
            var rings = _rings;
            if (rings.Current.Any(r => r.MaxWaiting != settings.MaxWaiting))
            {
                AccessLogRing[] fresh = [.. rings.Current.Select(_ => new AccessLogRing(settings.MaxWaiting, _time))];
                Volatile.Write(ref _rings, rings with { Current = fresh, Leaving = [.. rings.Leaving, .. rings.Current] });
                _looks = LastLooks;
            }

            if (settings.File != _settings.File)
            {
                Drain();
                CloseOutput();
            }

            Volatile.Write(ref _settings, settings);
            if (settings.Enabled && !_isStarted)
            {
                // Not before: a log that nobody wants must not wake an idle machine.
                _isStarted = true;
                _thread.Start();
            }
        }
    }

    /// <summary>Writes what waits and ends.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        lock (_gate)
        {
            Drain();
            CloseOutput();
        }

        _wake.Dispose();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            _wake.WaitOne(_pause);
            lock (_gate)
            {
                Drain();
            }
        }
    }

    private void Drain()
    {
        var rings = _rings;
        foreach (var ring in rings.Current.Concat(rings.Leaving))
        {
            Drain(ring);
        }

        if (rings.Leaving.Length > 0 && --_looks <= 0)
        {
            Volatile.Write(ref _rings, rings with
            {
                Leaving = [],
                PastLines = rings.PastLines + rings.Leaving.Sum(r => r.Lines),
                PastDropped = rings.PastDropped + rings.Leaving.Sum(r => r.Dropped),
            });
        }
    }

    private void Drain(AccessLogRing ring)
    {
        var waiting = ring.Bytes.Waiting;
        if (waiting == 0)
        {
            return;
        }

        if (_buffer.Length < waiting)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(ring.Bytes.Capacity);
        }

        // All that waited a moment ago: it ends with a line's end.
        var lines = _buffer.AsSpan(0, ring.Bytes.Read(_buffer.AsSpan(0, waiting)));
        try
        {
            Write(lines);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // A full disk must not stop requests; the count says that lines are missing, and the next ones try again.
            Interlocked.Add(ref _lost, lines.Count((byte)'\n'));
            CloseOutput();
        }
    }

    private void Write(ReadOnlySpan<byte> lines)
    {
        if (_settings.File is { } path)
        {
            _file ??= new LogFile(path, MaxFileBytes, MaxFiles);
            _file.Write(lines);
            _file.Flush();
        }
        else
        {
            _output ??= _standardOutput();
            _output.Write(lines);
            _output.Flush();
        }
    }

    private void CloseOutput()
    {
        _file?.Dispose();
        _file = null;
        _output?.Dispose();
        _output = null;
    }

    /// <summary>Rings in use, those that were replaced and may still be written to, and what was counted in those that are gone.</summary>
    private sealed record Rings(AccessLogRing[] Current, AccessLogRing[] Leaving, long PastLines, long PastDropped)
    {
        public long Lines => PastLines + Current.Sum(r => r.Lines) + Leaving.Sum(r => r.Lines);

        public long Dropped => PastDropped + Current.Sum(r => r.Dropped) + Leaving.Sum(r => r.Dropped);
    }
}
