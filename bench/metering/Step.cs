using System.Diagnostics;

namespace Farol.Bench.Metering;

/// <summary>One thing that is done for a request, and what it took.</summary>
/// <param name="run">Does it so many times.</param>
internal sealed class Step(string name, Action<int> run)
{
    private const int Batch = 1_000;

    private readonly List<double> _nanoseconds = [];

    public string Name => name;

    public double Nanoseconds => _nanoseconds.Order().ElementAt(_nanoseconds.Count / 2);

    /// <summary>Bytes allocated for one, over all rounds but the first.</summary>
    public double AllocatedBytes { get; private set; }

    public void Measure(TimeSpan atLeast)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        long done = 0;
        while (clock.Elapsed < atLeast)
        {
            run(Batch);
            done += Batch;
        }

        _nanoseconds.Add(clock.Elapsed.TotalNanoseconds / done);
        AllocatedBytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)done;
    }

    public void Forget() => _nanoseconds.Clear();
}
