using System.Diagnostics;

namespace Farol.Bench.Http1;

/// <summary>One message, read again and again.</summary>
internal sealed class Reading(string name, int bytes, Action<int> farol, Action<int>? kestrel)
{
    /// <summary>So many that the clock and the call do not count.</summary>
    private const int Batch = 10_000;

    private readonly List<double> _farol = [];
    private readonly List<double> _kestrel = [];

    public string Name => name;

    public int Bytes => bytes;

    public double FarolNanoseconds => Median(_farol);

    public double? KestrelNanoseconds => _kestrel.Count == 0 ? null : Median(_kestrel);

    public double AllocatedBytes { get; private set; }

    public void Measure(TimeSpan atLeast)
    {
        _farol.Add(Run(farol, atLeast, out var allocated));
        AllocatedBytes = allocated;
        if (kestrel is not null)
        {
            _kestrel.Add(Run(kestrel, atLeast, out _));
        }
    }

    public void Forget()
    {
        _farol.Clear();
        _kestrel.Clear();
    }

    /// <summary>Nanoseconds of processor time per message, because others may be using the machine.</summary>
    private static double Run(Action<int> read, TimeSpan atLeast, out double allocated)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var processor = Environment.CpuUsage.TotalTime;
        var batches = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < atLeast; batches++)
        {
            read(Batch);
        }

        var nanoseconds = (Environment.CpuUsage.TotalTime - processor).TotalNanoseconds;
        allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / batches / Batch;
        return nanoseconds / batches / Batch;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
