namespace Farol.Monitor.History;

/// <summary>Collects the samples of one poll. What is not known is not a sample: a gap stays a gap.</summary>
internal sealed class HistorySamples
{
    private readonly List<HistorySample> _samples = [];

    public IReadOnlyList<HistorySample> All => _samples;

    public void Add(string series, double? value)
    {
        if (value is { } known)
        {
            _samples.Add(new HistorySample(series, known));
        }
    }
}
