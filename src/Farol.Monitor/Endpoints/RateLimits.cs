using System.Collections.Frozen;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Monitor.Endpoints;

/// <summary>The limits per caller and minute. A caller is a login, or an address where there is none.</summary>
public static class RateLimits
{
    public const string Commands = "monitor-commands";
    public const string Data = "monitor-data";
    public const string Diagnostics = "monitor-diagnostics";
    public const string Cache = "monitor-cache";

    /// <summary>Refuses requests beyond the limit that their endpoint names by <c>RequireRateLimiting</c>. After routing and logins.</summary>
    public static IApplicationBuilder UseMonitorLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<MinuteLimits>();
        var options = app.ApplicationServices.GetRequiredService<MonitorOptions>();
        var perMinute = new Dictionary<string, int>
        {
            [Commands] = options.CommandsPerMinute,
            [Data] = options.DataPerMinute,
            [Diagnostics] = options.DiagnosticsPerMinute,
            [Cache] = options.CachePerMinute,
        }.ToFrozenDictionary(StringComparer.Ordinal);
        return app.Use((http, next) =>
        {
            var kind = http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
            return kind is not null && limits.Take(kind, CallerKey(http), perMinute[kind]) is { } wait ? RejectAsync(http, wait) : next(http);
        });
    }

    /// <summary>Who is counted: the same for HTTP and for commands over WebSockets.</summary>
    public static string CallerKey(HttpContext http) =>
        http.GetCaller() is { UserId: { } user } ? user : http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static Task RejectAsync(HttpContext http, TimeSpan wait) =>
        ApiProblem.TooMany("Too many requests of this kind in one minute; the live figures come over /ws/monitor without a limit", wait).ExecuteAsync(http);
}
