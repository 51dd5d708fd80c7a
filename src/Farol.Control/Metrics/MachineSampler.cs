using System.Globalization;
using System.Text;
using Farol.Store;

namespace Farol.Control.Metrics;

/// <summary>Looks at the machine once a second: processor, memory, network from /proc, and the disk with the data now and then.</summary>
internal sealed class MachineSampler(StoreOptions store, TimeProvider time, string procFolder = "/proc") : IDisposable
{
    private const int KeptSeconds = 300;
    private const int CpuFields = 8;
    private const int IdleField = 3;
    private const int WaitField = 4;
    private const int SentField = 8;
    private const long BytesPerKibibyte = 1024;

    /// <summary>Disks fill over minutes, and a look at a network file system may take its time.</summary>
    private static readonly TimeSpan _diskInterval = TimeSpan.FromSeconds(15);

    /// <summary>Traffic inside the machine and its containers, and what passes through a bridge or a bond and is counted at its members too.</summary>
    private static readonly string[] _inner = ["lo", "veth", "docker", "br-", "virbr", "bond", "tun", "tap", "dummy"];

    private readonly Lock _gate = new();
    private readonly ProcFile _stat = new(Path.Combine(procFolder, "stat"));
    private readonly ProcFile _memory = new(Path.Combine(procFolder, "meminfo"));
    private readonly ProcFile _network = new(Path.Combine(procFolder, "net/dev"));
    private readonly ProcFile _load = new(Path.Combine(procFolder, "loadavg"));
    private readonly Queue<MachineReading> _recent = new();
    private (long Busy, long All)? _cpu;
    private long _sampledAt;
    private long _diskAt;
    private double? _disk;
    private MachineReading? _now;

    /// <summary>The last look; null before the first.</summary>
    public MachineReading? Now => Volatile.Read(ref _now);

    /// <summary>The last five minutes, the oldest first.</summary>
    public IReadOnlyList<MachineReading> Recent()
    {
        lock (_gate)
        {
            return [.. _recent];
        }
    }

    public void Turn()
    {
        lock (_gate)
        {
            var at = time.GetTimestamp();
            var network = Network();
            var seconds = time.GetElapsedTime(_sampledAt, at).TotalSeconds;
            var before = _sampledAt == 0 || seconds <= 0 ? null : _now;
            var memory = Memory();
            var reading = new MachineReading
            {
                Second = time.GetUtcNow().ToUnixTimeSeconds(),
                CpuPercent = Cpu(),
                LoadAverage = Load(),
                MemoryTotalBytes = memory?.Total,
                MemoryUsedBytes = memory?.Total - memory?.Available,
                DiskPercent = Disk(at),
                BytesReceived = network?.Received,
                BytesSent = network?.Sent,
                ReceivedBitsPerSecond = Rate(network?.Received - before?.BytesReceived, seconds),
                SentBitsPerSecond = Rate(network?.Sent - before?.BytesSent, seconds),
            };
            _sampledAt = at;
            Volatile.Write(ref _now, reading);
            _recent.Enqueue(reading);
            if (_recent.Count > KeptSeconds)
            {
                _recent.Dequeue();
            }
        }
    }

    public void Dispose()
    {
        _stat.Dispose();
        _memory.Dispose();
        _network.Dispose();
        _load.Dispose();
    }

    /// <summary>An interface that came or went makes the sum jump; what went back is no rate.</summary>
    private static double? Rate(long? bytes, double seconds) => bytes is >= 0 ? bytes * 8 / seconds : null;

    private double? Cpu()
    {
        Span<long> fields = stackalloc long[CpuFields];
        if (ProcText.Numbers(ProcText.Line(_stat.Read(), "cpu "u8), fields) < WaitField + 1)
        {
            return null;
        }

        var all = 0L;
        foreach (var field in fields)
        {
            all += field;
        }

        var busy = all - fields[IdleField] - fields[WaitField];
        var before = _cpu;
        _cpu = (busy, all);
        return before is { } last && all > last.All ? Math.Clamp(100.0 * (busy - last.Busy) / (all - last.All), 0, 100) : null;
    }

    private double[]? Load()
    {
        var words = Encoding.ASCII.GetString(_load.Read()).Split(' ');
        var averages = words.Take(3).Select(w => double.TryParse(w, CultureInfo.InvariantCulture, out var load) ? load : double.NaN).ToArray();
        return averages.Length == 3 && averages.All(double.IsFinite) ? averages : null;
    }

    private (long Total, long Available)? Memory()
    {
        var text = _memory.Read();
        var total = ProcText.Line(text, "MemTotal:"u8);
        var available = ProcText.Line(text, "MemAvailable:"u8);
        return ProcText.TryNumber(ref total, out var all) && ProcText.TryNumber(ref available, out var free) ? (all * BytesPerKibibyte, free * BytesPerKibibyte) : null;
    }

    private (long Received, long Sent)? Network()
    {
        var text = _network.Read();
        (long Received, long Sent)? sum = null;
        Span<long> fields = stackalloc long[SentField + 1];
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            var colon = line.IndexOf((byte)':');
            if (colon > 0 && !IsInner(line[..colon].Trim((byte)' ')) && ProcText.Numbers(line[(colon + 1)..], fields) == fields.Length)
            {
                sum = ((sum?.Received ?? 0) + fields[0], (sum?.Sent ?? 0) + fields[SentField]);
            }
        }

        return sum;
    }

    private static bool IsInner(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[name.Length];
        Encoding.ASCII.GetChars(name, text);
        foreach (var inner in _inner)
        {
            if (text.StartsWith(inner))
            {
                return true;
            }
        }

        return false;
    }

    private double? Disk(long at)
    {
        if (_diskAt != 0 && time.GetElapsedTime(_diskAt, at) < _diskInterval)
        {
            return _disk;
        }

        _diskAt = at;
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(store.DataFolder));
            return _disk = drive.TotalSize > 0 ? 100.0 * (drive.TotalSize - drive.TotalFreeSpace) / drive.TotalSize : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return _disk = null;
        }
    }
}
