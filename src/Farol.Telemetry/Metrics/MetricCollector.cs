using System.Diagnostics.Metrics;

namespace Farol.Telemetry.Metrics;

/// <summary>Listens to the program's meters and keeps what they say until it is asked for.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MetricsOptions _options;
    private readonly IMeterFactory _meters;
    private readonly MeterListener _listener = new();
    private long _collection;
    private long _leftOut;

    /// <param name="meters">The program's own meter factory: meters of another one in the same process are not its business.</param>
    public MetricCollector(MetricsOptions options, IMeterFactory meters)
    {
        _options = options;
        _meters = meters;
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>((i, v, t, s) => Record(v, t, s));
        _listener.SetMeasurementEventCallback<short>((i, v, t, s) => Record(v, t, s));
        _listener.SetMeasurementEventCallback<int>((i, v, t, s) => Record(v, t, s));
        _listener.SetMeasurementEventCallback<long>((i, v, t, s) => Record(v, t, s));
        _listener.SetMeasurementEventCallback<float>((i, v, t, s) => Record(v, t, s));
        _listener.SetMeasurementEventCallback<double>((i, v, t, s) => Record(v, t, s));
        _listener.SetMeasurementEventCallback<decimal>((i, v, t, s) => Record((double)v, t, s));
        _listener.Start();
    }

    /// <summary>Instruments that are not published: too many metrics, or the same name with another type.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Asks the observed instruments and hands every family to <paramref name="write"/>, sorted by name.</summary>
    public void Collect(Action<MetricFamily, long> write)
    {
        lock (_gate)
        {
            _collection++;
            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values)
            {
                family.ForgetUnseen(_collection);
                write(family, _collection);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        var meter = instrument.Meter;
        if (!meter.Name.StartsWith(_options.MeterPrefix, StringComparison.Ordinal) || (meter.Scope is not null && meter.Scope != _meters))
        {
            return;
        }

        var (kind, mode) = KindOf(instrument);
        var name = MetricNames.Metric(instrument.Name, instrument.Unit, kind);
        lock (_gate)
        {
            if (!_families.TryGetValue(name, out var family) && _families.Count < _options.MaxMetrics)
            {
                var bounds = kind == MetricKind.Histogram ? Bounds(instrument) : null;
                family = new MetricFamily(name, instrument.Description ?? name, kind, mode, bounds, _options.MaxSeriesPerMetric);
                _families.Add(name, family);
            }

            if (family is null || family.Kind != kind || family.Mode != mode)
            {
                Interlocked.Increment(ref _leftOut);
                return;
            }

            listener.EnableMeasurementEvents(instrument, family);
        }
    }

    private void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var family = (MetricFamily)state!;
        var series = family.Find(tags);
        if (series.Cells is { } cells)
        {
            cells.Record(value);
        }
        else if (family.Mode == MetricMode.Added)
        {
            series.Add(value);
        }
        else if (family.Mode == MetricMode.Set)
        {
            series.Value = value;
        }
        else if (series.SeenAt == _collection)
        {
            // Two observations under one label set: of two meters of one name, or folded into the overflow.
            series.Add(value);
        }
        else
        {
            series.Value = value;
            series.SeenAt = _collection;
        }
    }

    private double[] Bounds(Instrument instrument) =>
        instrument switch
        {
            Histogram<double> h => h.Advice?.HistogramBucketBoundaries,
            Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
            Histogram<int> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
            _ => null,
        } is { Count: > 0 } own
            ? [.. own]
            : [.. _options.DefaultBuckets];

    private static (MetricKind Kind, MetricMode Mode) KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        return (type.IsGenericType ? type.GetGenericTypeDefinition().Name : type.Name) switch
        {
            "Counter`1" => (MetricKind.Counter, MetricMode.Added),
            "ObservableCounter`1" => (MetricKind.Counter, MetricMode.Observed),
            "Histogram`1" => (MetricKind.Histogram, MetricMode.Added),
            "UpDownCounter`1" => (MetricKind.Gauge, MetricMode.Added),
            "Gauge`1" => (MetricKind.Gauge, MetricMode.Set),
            _ => (MetricKind.Gauge, MetricMode.Observed),
        };
    }
}
