using System.Threading.RateLimiting;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Farol.Monitor.Endpoints;

/// <summary>The limits per caller and minute. A caller is a login, or an address where there is none.</summary>
public static class RateLimits
{
    public const string Commands = "monitor-commands";
    public const string Data = "monitor-data";
    public const string Diagnostics = "monitor-diagnostics";
    public const string Cache = "monitor-cache";

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    public static void AddMonitorLimits(this RateLimiterOptions limiter, MonitorOptions options)
    {
        Add(limiter, Commands, options.CommandsPerMinute);
        Add(limiter, Data, options.DataPerMinute);
        Add(limiter, Diagnostics, options.DiagnosticsPerMinute);
        Add(limiter, Cache, options.CachePerMinute);
        limiter.OnRejected = RejectAsync;
    }

    /// <summary>Who is counted: the same for HTTP and for commands over WebSockets.</summary>
    public static string CallerKey(HttpContext http) =>
        http.GetCaller() is { UserId: { } user } ? user : http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static void Add(RateLimiterOptions limiter, string name, int perMinute) =>
        limiter.AddPolicy(name, http => RateLimitPartition.GetFixedWindowLimiter(
            (name, CallerKey(http)),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = _window, QueueLimit = 0 }));

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var retryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : _window;
        await ApiProblem
            .TooMany("Too many requests of this kind in one minute; the live figures come over /ws/monitor without a limit", retryAfter)
            .ExecuteAsync(rejected.HttpContext);
    }
}
