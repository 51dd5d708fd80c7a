using System.Buffers;
using System.Text;

namespace Farol.Telemetry.Metrics;

/// <summary>
/// Several texts in Prometheus' format as one: the format wants all samples of a metric in one place under one head, and two processes may both have
/// requests to tell of.
/// </summary>
internal static class MetricsMerge
{
    private static readonly byte[] _help = "# HELP "u8.ToArray();
    private static readonly byte[] _type = "# TYPE "u8.ToArray();

    /// <summary>Writes the texts one after another, the samples of a metric that came before with those.</summary>
    public static void Write(IBufferWriter<byte> target, params IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        var order = new List<Family>();
        var byName = new Dictionary<string, Family>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            Read(text, order, byName);
        }

        foreach (var family in order)
        {
            family.Pieces.ForEach(piece => target.Write(piece.Span));
        }
    }

    private static void Read(ReadOnlyMemory<byte> text, List<Family> order, Dictionary<string, Family> byName)
    {
        Family? family = null;
        var isKnown = false;
        var start = 0;
        while (start < text.Length)
        {
            var end = text.Span[start..].IndexOf((byte)'\n');
            var next = end < 0 ? text.Length : start + end + 1;
            var line = text[start..next];
            start = next;
            if (line.Span.StartsWith(_help))
            {
                var name = Encoding.UTF8.GetString(line.Span[_help.Length..(_help.Length + line.Span[_help.Length..].IndexOfAny(" \n"u8))]);
                isKnown = byName.TryGetValue(name, out family);
                if (!isKnown)
                {
                    family = new Family();
                    byName.Add(name, family);
                    order.Add(family);
                }
            }
            else if (family is null)
            {
                order.Add(family = new Family());
            }

            if (!isKnown || !(line.Span.StartsWith(_help) || line.Span.StartsWith(_type)))
            {
                family!.Pieces.Add(line);
            }
        }
    }

    private sealed class Family
    {
        /// <summary>Head and samples, line by line.</summary>
        public List<ReadOnlyMemory<byte>> Pieces { get; } = [];
    }
}
