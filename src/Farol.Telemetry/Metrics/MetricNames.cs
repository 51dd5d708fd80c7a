using System.Buffers;
using System.Text;

namespace Farol.Telemetry.Metrics;

/// <summary>Names and texts as Prometheus wants them (exposition format 0.0.4; its naming practices).</summary>
internal static class MetricNames
{
    private static readonly SearchValues<char> _plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    public static string TypeName(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    /// <summary>The metric of an instrument: its name with the unit and, for a counter, <c>_total</c> at the end.</summary>
    public static string Metric(string instrument, string? unit, MetricKind kind)
    {
        var name = Clean(instrument);
        if (kind == MetricKind.Counter && name.EndsWith("_total", StringComparison.Ordinal))
        {
            name = name[..^"_total".Length];
        }

        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (suffix.Length > 0 && !name.EndsWith(suffix, StringComparison.Ordinal))
        {
            name += suffix;
        }

        return kind == MetricKind.Counter ? name + "_total" : name;
    }

    public static string Label(string name) => Clean(name);

    /// <summary>Appends a label's value with its escapes.</summary>
    public static void AppendValue(StringBuilder target, string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '\\' => target.Append(@"\\"),
                '"' => target.Append("\\\""),
                '\n' => target.Append(@"\n"),
                _ => target.Append(c),
            };
        }
    }

    public static string Help(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Clean(string name)
    {
        var cleaned = name.AsSpan().ContainsAnyExcept(_plain)
            ? string.Concat(name.Select(c => _plain.Contains(c) ? c : '_'))
            : name;
        return cleaned.Length == 0 || char.IsAsciiDigit(cleaned[0]) ? "_" + cleaned : cleaned;
    }
}
