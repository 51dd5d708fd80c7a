using System.Globalization;
using System.Text;

namespace Farol.Telemetry.Metrics;

/// <summary>One label set of a metric, with its value or its buckets.</summary>
internal sealed class MetricSeries
{
    private long _bits;

    public MetricSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags, double[]? bounds)
    {
        Labels = Render(tags);
        Cells = bounds is null ? null : new HistogramCells(bounds);
    }

    /// <summary><c>a="1",b="2"</c>, empty without labels.</summary>
    public string Labels { get; }

    public HistogramCells? Cells { get; }

    /// <summary>The collection that last saw an observed value; one that was not seen is not written.</summary>
    public long SeenAt { get; set; }

    public double Value
    {
        get => BitConverter.Int64BitsToDouble(Interlocked.Read(ref _bits));
        set => Interlocked.Exchange(ref _bits, BitConverter.DoubleToInt64Bits(value));
    }

    public void Add(double value) => Atomic.Add(ref _bits, value);

    private static string Render(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 0 ? "," : "").Append(MetricNames.Label(name)).Append("=\"");
            MetricNames.AppendValue(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            text.Append('"');
        }

        return text.ToString();
    }
}
