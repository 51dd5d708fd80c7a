using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Telemetry.Metrics;

/// <summary>
/// Requests by route, method and status: kept apart from the meters because it lies on every request's path and costs two
/// look-ups and no memory here. The route is the template, never the path that an outsider chose.
/// </summary>
internal sealed class HttpMetrics(MetricsOptions options, TimeProvider time)
{
    private const string Requests = "http_requests_total";
    private const string Duration = "http_request_duration_seconds";
    private const string Size = "http_response_size_bytes";
    private static readonly double[] _sizes = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
    private readonly double[] _seconds = [.. options.DefaultBuckets];
    private readonly ConcurrentDictionary<HttpSeriesKey, HttpSeries> _series = new();
    private HttpSeries? _overflow;

    public long Start() => time.GetTimestamp();

    /// <param name="hasFailed">An exception is on its way to the server, which answers 500 where nothing was sent yet.</param>
    /// <returns>Where requests like this one are counted.</returns>
    public HttpSeries Record(HttpContext http, long started, long responseBytes, bool hasFailed)
    {
        var status = hasFailed && !http.Response.HasStarted ? StatusCodes.Status500InternalServerError : http.Response.StatusCode;
        var route = http.GetEndpoint() switch
        {
            RouteEndpoint { RoutePattern.RawText: { Length: > 0 } template } => template,
            _ => "unmatched",
        };
        var series = Find(new HttpSeriesKey(route, Method(http.Request.Method), status));
        series.Count();
        if (status == StatusCodes.Status101SwitchingProtocols)
        {
            // A WebSocket's lifetime is no response time; it has metrics of its own.
            return series;
        }

        series.Seconds.Record(time.GetElapsedTime(started).TotalSeconds);
        series.Bytes.Record(responseBytes);
        return series;
    }

    public void Write(PrometheusWriter writer)
    {
        List<HttpSeries> all = [.. _series.Values];
        if (_overflow is { } overflow)
        {
            all.Add(overflow);
        }

        if (all.Count == 0)
        {
            return;
        }

        writer.Head(Requests, "HTTP requests answered", MetricKind.Counter);
        all.ForEach(s => writer.Sample(Requests, s.Labels, s.Requests));
        writer.Head(Duration, "Time from the request's head to the end of the response", MetricKind.Histogram);
        all.ForEach(s => writer.Histogram(Duration, s.Labels, s.Seconds));
        writer.Head(Size, "Bytes of response bodies", MetricKind.Histogram);
        all.ForEach(s => writer.Histogram(Size, s.Labels, s.Bytes));
    }

    private HttpSeries Find(HttpSeriesKey key)
    {
        if (_series.TryGetValue(key, out var known))
        {
            return known;
        }

        return _series.Count >= options.MaxSeriesPerMetric
            ? LazyInitializer.EnsureInitialized(ref _overflow, () => new HttpSeries(null, _seconds, _sizes))
            : _series.GetOrAdd(key, k => new HttpSeries(k, _seconds, _sizes));
    }

    /// <summary>A method that HTTP does not know is one of an outsider's choice.</summary>
    private static string Method(string method) => method switch
    {
        "GET" or "POST" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS" => method,
        _ => "other",
    };
}
