using System.Buffers;
using System.Globalization;
using System.Text;

namespace Farol.Telemetry.Metrics;

/// <summary>Writes metrics in Prometheus' text exposition format, version 0.0.4.</summary>
internal sealed class PrometheusWriter(IBufferWriter<byte> target)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public void Family(MetricFamily family, long collection)
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

    public void Histogram(string name, string labels, HistogramCells cells)
    {
        var before = labels.Length > 0 ? labels + "," : "";
        long count = 0;
        for (var i = 0; i < cells.Bounds.Length; i++)
        {
            count += cells.Count(i);
            Sample(name + "_bucket", $"{before}le=\"{Number(cells.Bounds[i])}\"", count);
        }

        count += cells.Count(cells.Bounds.Length);
        Sample(name + "_bucket", before + "le=\"+Inf\"", count);
        Sample(name + "_sum", labels, cells.Sum);
        Sample(name + "_count", labels, count);
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
