using Farol.Telemetry.Repeats;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.ObjectPool;

namespace Farol.Telemetry.Metrics;

/// <summary>Times and counts every request. Its own objects are used again, so that a request costs no memory here.</summary>
internal sealed class HttpMetricsMiddleware(RequestDelegate next, HttpMetrics metrics)
{
    private const int MaxSpareBodies = 256;
    private readonly DefaultObjectPool<CountingBody> _bodies = new(new DefaultPooledObjectPolicy<CountingBody>(), MaxSpareBodies);

    public async Task InvokeAsync(HttpContext http)
    {
        var started = metrics.Start();
        var connection = http.Features.Get<IRepeatingConnection>();
        connection?.Begin();
        var inner = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = _bodies.Get();
        body.Begin(inner);
        http.Features.Set<IHttpResponseBodyFeature>(body);
        var hasFailed = true;
        try
        {
            await next(http);
            hasFailed = false;
        }
        finally
        {
            http.Features.Set(inner);
            var series = metrics.Record(http, started, body.Bytes, hasFailed);
            connection?.CountBy(series);
            body.End();
            _bodies.Return(body);
        }
    }
}
