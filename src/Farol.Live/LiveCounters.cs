using System.Diagnostics.Metrics;

namespace Farol.Live;

/// <summary>What the hub counts, and the same as instruments for the metrics page. Observed, so that sending pays nothing for them.</summary>
internal sealed class LiveCounters : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Farol.Live";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private long _opened;
    private long _refused;
    private long _stalled;
    private long _sent;
    private long _dropped;
    private long _received;
    private long _bytesSent;

    public LiveCounters(IMeterFactory? meters, Func<int> open)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _meter.CreateObservableCounter("websocket_connections", () => Opened, description: "WebSocket connections accepted");
        _meter.CreateObservableUpDownCounter("websocket_connections_open", open, description: "WebSocket connections open now");
        _meter.CreateObservableCounter("websocket_connections_refused", () => Refused, description: "WebSocket connections turned away by a limit");
        _meter.CreateObservableCounter("websocket_connections_stalled", () => Stalled, description: "WebSocket connections ended because the client took nothing");
        _meter.CreateObservableCounter("websocket_messages_sent", () => Sent, description: "Frames sent to WebSocket clients");
        _meter.CreateObservableCounter("websocket_messages_dropped", () => Dropped, description: "Updates that slow WebSocket clients did not get");
        _meter.CreateObservableCounter("websocket_messages_received", () => Received, description: "Messages received from WebSocket clients");
        _meter.CreateObservableCounter("websocket_sent_bytes", () => BytesSent, description: "Bytes of frames sent to WebSocket clients");
        _duration = _meter.CreateHistogram(
            "websocket_connection_duration_seconds",
            description: "How long WebSocket connections lasted",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14400, 86400] });
    }

    public long Opened => Interlocked.Read(ref _opened);

    public long Refused => Interlocked.Read(ref _refused);

    public long Stalled => Interlocked.Read(ref _stalled);

    public long Sent => Interlocked.Read(ref _sent);

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Received => Interlocked.Read(ref _received);

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public void CountOpened() => Interlocked.Increment(ref _opened);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountStalled() => Interlocked.Increment(ref _stalled);

    public void CountReceived() => Interlocked.Increment(ref _received);

    public void CountDropped(long updates) => Interlocked.Add(ref _dropped, updates);

    public void CountSent(int bytes)
    {
        Interlocked.Increment(ref _sent);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    public void CountClosed(TimeSpan lasted) => _duration.Record(lasted.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
