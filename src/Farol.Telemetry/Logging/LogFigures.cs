using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>What the log counts of itself, for the metrics of a process that has such.</summary>
internal sealed class LogFigures : IDisposable
{
    private const string MeterName = "Farol.Telemetry.Logging";
    private readonly LogPipeline _pipeline;
    private readonly Meter _meter;

    public LogFigures(LogPipeline pipeline, IMeterFactory? meters)
    {
        _pipeline = pipeline;
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _meter.CreateObservableCounter("farol_log_records", Written, description: "Log records written, by level");
        _meter.CreateObservableCounter("farol_log_records_dropped", Dropped, description: "Log records that a slow or failing sink did not take");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Written()
    {
        (string Name, LogLevel[] Levels)[] names =
        [
            ("debug", [LogLevel.Trace, LogLevel.Debug]), ("info", [LogLevel.Information]),
            ("warning", [LogLevel.Warning]), ("error", [LogLevel.Error, LogLevel.Critical]),
        ];
        return names.Select(n => new Measurement<long>(n.Levels.Sum(_pipeline.Written), new KeyValuePair<string, object?>("level", n.Name)));
    }

    private IEnumerable<Measurement<long>> Dropped()
    {
        yield return new Measurement<long>(_pipeline.DroppedByConsole, new KeyValuePair<string, object?>("sink", "console"));
        yield return new Measurement<long>(_pipeline.DroppedByFile, new KeyValuePair<string, object?>("sink", "file"));
    }
}
