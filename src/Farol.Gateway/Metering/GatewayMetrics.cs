using System.Buffers;
using Farol.Gateway.Http1;
using Farol.Telemetry.Metrics;

namespace Farol.Gateway.Metering;

/// <summary>The gateway's figures in Prometheus' text format.</summary>
internal static class GatewayMetrics
{
    /// <summary>Routes and backends with labels of their own, the busiest first; the others are put together under <c>overflow="true"</c>.</summary>
    public const int MaxLabelled = 1_000;

    /// <summary>2^8 µs to 2^24 µs: a quarter of a millisecond to 17 s, each bound double the one before.</summary>
    private const int FirstPower = 8;
    private const int LastPower = 24;

    private static readonly string[] _classes = ["1xx", "2xx", "3xx", "4xx", "5xx", "other"];
    private static readonly double[] _seconds = [.. Enumerable.Range(FirstPower, LastPower - FirstPower + 1).Select(p => (1L << p) / 1_000_000.0)];
    private static readonly double[] _sizes = [.. SizeBuckets.Bounds.ToArray().Select(b => (double)b)];

    public static void Write(IBufferWriter<byte> target, GatewayFigures figures, GatewayCounters counters)
    {
        var writer = new PrometheusWriter(target);
        WriteRequests(writer, Labelled(figures));
        WriteBackends(writer, [.. figures.Backends.OrderByDescending(b => b.Requests).Take(MaxLabelled).OrderBy(b => b.Backend.Id, StringComparer.Ordinal)]);
        WriteGateway(writer, figures);
        WriteCounters(writer, counters);
    }

    private static List<(SeriesTotals Series, string Labels)> Labelled(GatewayFigures figures)
    {
        var busiest = figures.Series.OrderByDescending(s => s.Requests).ToList();
        var labelled = busiest.Take(MaxLabelled).OrderBy(s => s.Key.Route, StringComparer.Ordinal).ThenBy(s => s.Key.Pool, StringComparer.Ordinal)
            .ThenBy(s => s.Key.Tenant, StringComparer.Ordinal).Select(s => (s, LabelsOf(s.Key))).ToList();
        if (busiest.Count > MaxLabelled)
        {
            var rest = new SeriesTotals(default);
            busiest.Skip(MaxLabelled).ToList().ForEach(rest.Add);
            labelled.Add((rest, "overflow=\"true\""));
        }

        return labelled;
    }

    private static void WriteRequests(PrometheusWriter writer, List<(SeriesTotals Series, string Labels)> all)
    {
        writer.Head("http_requests_total", "HTTP requests answered", MetricKind.Counter);
        foreach (var (series, labels) in all)
        {
            foreach (var (pair, count) in series.Statuses.OrderBy(s => s.Key))
            {
                writer.Sample("http_requests_total", $"{labels},{PrometheusWriter.Labels(("method", MethodOf(pair.Method)), ("status", $"{pair.Status}"))}", count);
            }
        }

        Span<long> counts = stackalloc long[_seconds.Length + 1];
        writer.Head("http_request_duration_seconds", "Time from the request's head to the end of the response", MetricKind.Histogram);
        foreach (var (series, labels) in all)
        {
            series.Latency.ByPowersOfTwo(FirstPower, counts);
            writer.Histogram("http_request_duration_seconds", labels, _seconds, counts, series.Latency.TotalMicroseconds / 1_000_000.0);
        }

        writer.Head("http_response_size_bytes", "Bytes of response bodies", MetricKind.Histogram);
        foreach (var (series, labels) in all)
        {
            writer.Histogram("http_response_size_bytes", labels, _sizes, series.Sizes, series.BytesOut);
        }

        Write(writer, all, "farol_gateway_requests_in_flight", "Requests under way", MetricKind.Gauge, s => s.InFlight);
        Write(writer, all, "farol_gateway_request_bytes_total", "Bytes of request bodies", MetricKind.Counter, s => s.BytesIn);
        Write(writer, all, "farol_gateway_response_bytes_total", "Bytes of response bodies", MetricKind.Counter, s => s.BytesOut);
        Write(writer, all, "farol_gateway_retries_total", "Tries on another backend", MetricKind.Counter, s => s.Retries);
        Write(writer, all, "farol_gateway_limited_total", "Requests that a rate limit refused", MetricKind.Counter, s => s.Limited);
        Write(writer, all, "farol_gateway_queued_total", "Requests that waited for a backend at its bound", MetricKind.Counter, s => s.Queued);
        Write(writer, all, "farol_gateway_aborted_total", "Responses that were cut off", MetricKind.Counter, s => s.Aborted);
        writer.Head("farol_gateway_responses_total", "Responses by class of status", MetricKind.Counter);
        foreach (var (series, labels) in all)
        {
            WriteClasses(writer, "farol_gateway_responses_total", labels, series.Classes);
        }
    }

    private static void WriteBackends(PrometheusWriter writer, List<BackendTotals> all)
    {
        var labelled = all.Select(b => (Backend: b, Labels: PrometheusWriter.Labels(("pool", b.Backend.PoolName), ("backend", b.Backend.Id)))).ToList();
        void Each(string name, string help, MetricKind kind, Func<BackendTotals, long> value)
        {
            writer.Head(name, help, kind);
            labelled.ForEach(b => writer.Sample(name, b.Labels, value(b.Backend)));
        }

        Each("farol_gateway_backend_up", "1 while the backend may be used", MetricKind.Gauge, b => b.Health.IsUsable ? 1 : 0);
        Each("farol_gateway_backend_draining", "1 while it takes no new sessions", MetricKind.Gauge, b => b.Health.IsDraining ? 1 : 0);
        Each("farol_gateway_backend_in_flight", "Requests under way", MetricKind.Gauge, b => b.InFlight);
        Each("farol_gateway_backend_connections", "Open connections, idle ones too", MetricKind.Gauge, b => b.Connections);
        Each("farol_gateway_backend_requests_total", "Tries begun", MetricKind.Counter, b => b.Requests);
        Each("farol_gateway_backend_failures_total", "Tries that failed by the backend's fault", MetricKind.Counter, b => b.Failures);
        Each("farol_gateway_backend_request_bytes_total", "Bytes of request bodies", MetricKind.Counter, b => b.BytesIn);
        Each("farol_gateway_backend_response_bytes_total", "Bytes of response bodies", MetricKind.Counter, b => b.BytesOut);
        writer.Head("farol_gateway_backend_responses_total", "Responses by class of status", MetricKind.Counter);
        labelled.ForEach(b => WriteClasses(writer, "farol_gateway_backend_responses_total", b.Labels, b.Backend.Classes));
        Span<long> counts = stackalloc long[_seconds.Length + 1];
        writer.Head("farol_gateway_backend_first_byte_seconds", "Time to the first byte of a response", MetricKind.Histogram);
        foreach (var (backend, labels) in labelled)
        {
            backend.FirstByte.ByPowersOfTwo(FirstPower, counts);
            writer.Histogram("farol_gateway_backend_first_byte_seconds", labels, _seconds, counts, backend.FirstByte.TotalMicroseconds / 1_000_000.0);
        }
    }

    private static void WriteGateway(PrometheusWriter writer, GatewayFigures figures)
    {
        Single(writer, "farol_gateway_connections", "Open connections of clients", MetricKind.Gauge, figures.OpenConnections);
        Single(writer, "farol_gateway_connections_total", "Connections of clients taken", MetricKind.Counter, figures.ConnectionsOpened);
        Single(writer, "farol_gateway_connections_refused_total", "Connections closed at once because of a bound", MetricKind.Counter, figures.ConnectionsRefused);
        Single(writer, "farol_gateway_handshakes_failed_total", "TLS handshakes that failed", MetricKind.Counter, figures.HandshakesFailed);
        Single(writer, "farol_gateway_queue_full_total", "Requests refused because the queue was full or the wait too long", MetricKind.Counter, figures.QueueFull);
        Single(writer, "farol_gateway_unrouted_total", "Requests that no route took", MetricKind.Counter, figures.Unrouted);
        Single(writer, "farol_gateway_blocked_total", "Connections and requests refused by a block", MetricKind.Counter, figures.Blocked);
        writer.Head("farol_gateway_violations_total", "Messages refused because they break HTTP", MetricKind.Counter);
        for (var i = 1; i < figures.Violations.Length; i++)
        {
            if (figures.Violations[i] > 0)
            {
                writer.Sample("farol_gateway_violations_total", PrometheusWriter.Labels(("violation", $"{(Violation)i}")), figures.Violations[i]);
            }
        }
    }

    private static void WriteCounters(PrometheusWriter writer, GatewayCounters counters)
    {
        Single(writer, "farol_gateway_ejections_total", "Backends that traffic set aside", MetricKind.Counter, counters.Ejections);
        Single(writer, "farol_gateway_ejections_refused_total", "Ejections that did not happen because too much of the tier would have been out", MetricKind.Counter, counters.EjectionsRefused);
        Single(writer, "farol_gateway_health_checks_total", "Active health checks", MetricKind.Counter, counters.HealthChecks);
        Single(writer, "farol_gateway_health_checks_failed_total", "Active health checks that failed", MetricKind.Counter, counters.HealthChecksFailed);
        Single(writer, "farol_gateway_limit_buckets_evicted_total", "Rate limit buckets that gave way before they were full", MetricKind.Counter, counters.LimitBucketsEvicted);
        Single(writer, "farol_gateway_events_dropped_total", "Events dropped because nobody took them", MetricKind.Counter, counters.EventsDropped);
        Single(writer, "farol_gateway_access_log_lines_total", "Lines of the access log written", MetricKind.Counter, counters.AccessLogLines);
        Single(writer, "farol_gateway_access_log_dropped_total", "Lines of the access log dropped because the disk was slower than requests", MetricKind.Counter, counters.AccessLogDropped);
        Single(writer, "farol_gateway_request_lines_total", "Requests told to whoever looked at them", MetricKind.Counter, counters.RequestLines);
        Single(writer, "farol_gateway_request_lines_dropped_total", "Requests taken for whoever looked, and dropped on the way", MetricKind.Counter, counters.RequestLinesDropped);
        writer.Head("farol_gateway_limit_hits_total", "Requests refused, by limit", MetricKind.Counter);
        foreach (var (limit, hits) in counters.LimitHits.OrderByDescending(l => l.Hits).Take(MaxLabelled).OrderBy(l => l.Limit, StringComparer.Ordinal))
        {
            writer.Sample("farol_gateway_limit_hits_total", PrometheusWriter.Labels(("limit", limit)), hits);
        }

        WriteConnections(writer, counters);
    }

    private static void WriteConnections(PrometheusWriter writer, GatewayCounters counters)
    {
        writer.Head("farol_gateway_tls_handshakes_total", "TLS handshakes, by listener or pool and how they ended", MetricKind.Counter);
        foreach (var (side, name, result, count) in counters.TlsHandshakes.Take(MaxLabelled))
        {
            writer.Sample("farol_gateway_tls_handshakes_total", PrometheusWriter.Labels((side, name), ("result", result)), count);
        }

        writer.Head("farol_gateway_http2_faults_total", "Streams and connections of HTTP/2 that the gateway ended, by why", MetricKind.Counter);
        foreach (var (fault, count) in counters.Http2Faults)
        {
            writer.Sample("farol_gateway_http2_faults_total", PrometheusWriter.Labels(("fault", fault)), count);
        }
    }

    private static void Write(
        PrometheusWriter writer,
        List<(SeriesTotals Series, string Labels)> all,
        string name,
        string help,
        MetricKind kind,
        Func<SeriesTotals, long> value)
    {
        writer.Head(name, help, kind);
        all.ForEach(s => writer.Sample(name, s.Labels, value(s.Series)));
    }

    private static void WriteClasses(PrometheusWriter writer, string name, string labels, long[] classes)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] > 0)
            {
                writer.Sample(name, $"{labels},class=\"{_classes[i]}\"", classes[i]);
            }
        }
    }

    private static void Single(PrometheusWriter writer, string name, string help, MetricKind kind, long value)
    {
        writer.Head(name, help, kind);
        writer.Sample(name, "", value);
    }

    private static string LabelsOf(SeriesKey key) =>
        PrometheusWriter.Labels(("route", key.Route), ("pool", key.Pool ?? ""), ("tenant", key.Tenant ?? ""));

    private static string MethodOf(Method method) => method == Method.Other ? "other" : method.ToString().ToUpperInvariant();
}
