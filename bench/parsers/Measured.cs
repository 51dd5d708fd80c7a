using System.Diagnostics;

namespace Farol.Bench.Parsers;

/// <summary>The rounds of one listing.</summary>
internal sealed class Measured
{
    private readonly List<double> _ours = [];
    private readonly List<double> _theirs = [];
    private readonly List<double> _bytes = [];

    public double OursSeconds => Median(_ours);

    public double? TheirsSeconds => _theirs.Count == 0 ? null : Median(_theirs);

    public double Bytes => Median(_bytes);

    public void Add((double Seconds, double Bytes) ours, double? theirs)
    {
        _ours.Add(ours.Seconds);
        _bytes.Add(ours.Bytes);
        if (theirs is not null)
        {
            _theirs.Add(theirs.Value);
        }
    }

    /// <summary>
    /// Reads the listing again and again for a while; processor seconds (collections included) and allocated bytes of one reading.
    /// Processor time, because others may be using the machine.
    /// </summary>
    public static (double Seconds, double Bytes) Reading(Listing listing, TimeSpan atLeast)
    {
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var readings = 0;
        do
        {
            listing.Read(listing.Text);
            readings++;
        }
        while (clock.Elapsed < atLeast);

        return ((Environment.CpuUsage.TotalTime - processor).TotalSeconds / readings, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / readings);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
