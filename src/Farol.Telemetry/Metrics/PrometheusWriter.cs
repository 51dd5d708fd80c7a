using System.Buffers;
using System.Globalization;
using System.Text;

namespace Farol.Telemetry.Metrics;

/// <summary>Writes metrics in Prometheus' text exposition format, version 0.0.4: a head for each metric, then its samples.</summary>
public sealed class PrometheusWriter(IBufferWriter<byte> target)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Labels as they stand between the braces of a sample, values escaped.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            text.Append(text.Length > 0 ? "," : "").Append(MetricNames.Label(name)).Append("=\"");
            MetricNames.AppendValue(text, value);
            text.Append('"');
        }

        return text.ToString();
    }

    internal void Family(MetricFamily family, long collection)
    {
        var hasHead = false;
        foreach (var series in family.Series)
        {
            if (family.Mode == MetricMode.Observed && series.SeenAt != collection)
            {
                continue;
            }

            if (!hasHead)
            {
                Head(family.Name, family.Help, family.Kind);
                hasHead = true;
            }

            if (series.Cells is { } cells)
            {
                Histogram(family.Name, series.Labels, cells);
            }
            else
            {
                Sample(family.Name, series.Labels, series.Value);
            }
        }
    }

    public void Head(string name, string help, MetricKind kind)
    {
        Text("# HELP ");
        Text(name);
        Text(" ");
        Text(MetricNames.Help(help));
        Text("\n# TYPE ");
        Text(name);
        Text(" ");
        Text(MetricNames.TypeName(kind));
        Text("\n");
    }

    public void Sample(string name, string labels, double value)
    {
        Text(name);
        if (labels.Length > 0)
        {
            Text("{");
            Text(labels);
            Text("}");
        }

        Text(" ");
        Text(Number(value));
        Text("\n");
    }

    /// <param name="bounds">Upper bounds, included, rising.</param>
    /// <param name="counts">How many fell into each bucket alone; the last one, without a bound, makes one more than there are bounds.</param>
    public void Histogram(string name, string labels, ReadOnlySpan<double> bounds, ReadOnlySpan<long> counts, double sum)
    {
        var before = labels.Length > 0 ? labels + "," : "";
        long count = 0;
        for (var i = 0; i < bounds.Length; i++)
        {
            count += counts[i];
            Sample(name + "_bucket", $"{before}le=\"{Number(bounds[i])}\"", count);
        }

        count += counts[bounds.Length];
        Sample(name + "_bucket", before + "le=\"+Inf\"", count);
        Sample(name + "_sum", labels, sum);
        Sample(name + "_count", labels, count);
    }

    internal void Histogram(string name, string labels, HistogramCells cells)
    {
        Span<long> counts = stackalloc long[cells.Bounds.Length + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = cells.Count(i);
        }

        Histogram(name, labels, cells.Bounds, counts, cells.Sum);
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private void Text(string text) => Encoding.UTF8.GetBytes(text, target);
}
