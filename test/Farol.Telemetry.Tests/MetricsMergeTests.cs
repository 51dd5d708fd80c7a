using System.Buffers;
using System.Text;
using Farol.Telemetry.Metrics;

namespace Farol.Telemetry.Tests;

public sealed class MetricsMergeTests
{
    [Fact]
    public void Samples_of_one_metric_stand_together_under_one_head()
    {
        var merged = Merge(
            "# HELP a_total A\n# TYPE a_total counter\na_total{p=\"1\"} 1\n# HELP b B\n# TYPE b gauge\nb 2\n",
            "# HELP a_total A of another\n# TYPE a_total counter\na_total{p=\"2\"} 3\n# HELP c C\n# TYPE c gauge\nc 4\n");

        Assert.Equal(
            "# HELP a_total A\n# TYPE a_total counter\na_total{p=\"1\"} 1\na_total{p=\"2\"} 3\n# HELP b B\n# TYPE b gauge\nb 2\n# HELP c C\n# TYPE c gauge\nc 4\n",
            merged);
    }

    [Fact]
    public void A_text_alone_stays_as_it_is()
    {
        const string Text = "# HELP h H\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_sum 0.5\nh_count 1\n";

        Assert.Equal(Text, Merge(Text));
        Assert.Equal(Text, Merge(Text, ""));
        Assert.Equal("", Merge("", ""));
    }

    private static string Merge(params IEnumerable<string> texts)
    {
        var target = new ArrayBufferWriter<byte>();
        MetricsMerge.Write(target, [.. texts.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t))]);
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }
}
