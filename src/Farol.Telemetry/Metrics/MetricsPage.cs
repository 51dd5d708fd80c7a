using System.Buffers;

namespace Farol.Telemetry.Metrics;

/// <summary>Everything that is published, in one text: requests, the program's meters, the process.</summary>
internal sealed class MetricsPage(MetricCollector collector, HttpMetrics http, IEnumerable<MetricsAppendix> appendices)
{
    private const string LeftOut = "farol_telemetry_instruments_left_out";
    private const int FirstBytes = 64 * 1024;
    private readonly ProcessMetrics _process = new();

    public async Task WriteAsync(IBufferWriter<byte> target, CancellationToken cancellationToken)
    {
        var others = await Task.WhenAll(appendices.Select(a => a.ReadAsync(cancellationToken)));
        var own = new ArrayBufferWriter<byte>(FirstBytes);
        var writer = new PrometheusWriter(own);
        collector.Collect(writer.Family);
        http.Write(writer);
        _process.Write(writer);
        writer.Head(LeftOut, "Instruments that are not published: too many, or one name with two types", MetricKind.Gauge);
        writer.Sample(LeftOut, "", collector.LeftOut);
        MetricsMerge.Write(target, [own.WrittenMemory, .. others]);
    }
}
