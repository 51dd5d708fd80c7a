using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Devices;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Farol.Monitor.Routers;
using Farol.Store.Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Status;

/// <summary>How one router is talked to: its connection, and an operator's hand on it.</summary>
internal static class RouterStatusEndpoints
{
    public static void MapRouterStatus(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/router_status", Status).RequireRole(Role.Viewer).RequireRateLimiting(RateLimits.Data)
            .WithSummary("Whether the router can be talked to, and how well").WithTags("Router");
        app.MapPost("/api/router_connect", ConnectAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Diagnostics)
            .WithSummary("Forgets back-off and stops, and connects now").WithTags("Router");
        app.MapPost("/api/router_disconnect", DisconnectAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Diagnostics)
            .WithSummary("Closes every session until somebody connects again").WithTags("Router");
        app.MapGet("/api/background_service_status", Tasks).RequireRole(Role.Viewer).RequireRateLimiting(RateLimits.Data)
            .WithSummary("The polls of a router: interval, last run, duration, next run, errors").WithTags("Router");
    }

    private static IResult Status(HttpContext http, RouterScope scope, ICache cache, TimeProvider time)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Viewer, out var router, out var problem))
        {
            return problem;
        }

        var connection = router.Connection.Snapshot;
        var statistics = cache.ReadStatistics();
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            cached = false,
            age_seconds = 0,
            stale = false,
            connected = connection.Connected,
            connection_info = new
            {
                connected = connection.Connected,
                connection_time = connection.ConnectedSince,
                last_activity = connection.LastActivity,
                connection.Protocol,
                connection.Host,
                connection.Port,
            },
            data = new
            {
                connected = connection.Connected,
                status = connection.State,
                message = ConnectionText.Of(connection),
                response_time_ms = connection.LastResponseTime?.TotalMilliseconds,
                connection.Protocol,
                cache_info = new { statistics.TotalRequests, statistics.Hits, statistics.Misses, statistics.HitRatePercent, statistics.RedisAvailable, statistics.MemoryCacheSize },
                sessions = new { open = connection.OpenSessions, max = connection.MaxSessions, queued_commands = connection.QueuedCommands },
                circuit = new { state = connection.Circuit, next_try = connection.NextTry, failures_in_a_row = connection.FailuresInARow },
                last_error = connection.LastError,
                prompt = connection.Prompt?.Text,
                pager = connection.Pager,
                held_offline = connection.HeldOffline,
                last_check = connection.LastActivity,
            },
        });
    }

    private static Task<IResult> ConnectAsync(HttpContext http, RouterScope scope, IAudit audit, TimeProvider time) =>
        ActAsync(http, scope, audit, time, "router.connect", (router, token) => router.Connection.ConnectAsync(token));

    private static Task<IResult> DisconnectAsync(HttpContext http, RouterScope scope, IAudit audit, TimeProvider time) =>
        ActAsync(http, scope, audit, time, "router.disconnect", (router, token) => router.Connection.DisconnectAsync(token));

    private static async Task<IResult> ActAsync(
        HttpContext http, RouterScope scope, IAudit audit, TimeProvider time, string action, Func<MonitoredRouter, CancellationToken, Task> act)
    {
        var caller = http.GetCaller();
        if (!scope.TryFind(http, caller, Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        var entry = new AuditEntry(action, router.Definition.Id)
        {
            Actor = caller.Name,
            TenantId = router.Definition.TenantId,
            From = http.Connection.RemoteIpAddress?.ToString(),
        };
        try
        {
            await act(router, http.RequestAborted);
        }
        catch (DeviceException failure)
        {
            await audit.WriteAsync(entry with { Result = AuditResults.Failed, Detail = failure.Message }, CancellationToken.None);
            throw;
        }

        await audit.WriteAsync(entry, CancellationToken.None);
        var connection = router.Connection.Snapshot;
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            connected = connection.Connected,
            message = ConnectionText.Of(connection),
        });
    }

    private static IResult Tasks(HttpContext http, RouterScope scope, TimeProvider time) =>
        scope.TryFind(http, http.GetCaller(), Role.Viewer, out var router, out var problem)
            ? new HeadedAnswer(router.Definition, time.GetUtcNow(), new
            {
                running = router.IsPolling,
                tasks = router.Families.All.Select(f => f.State),
                data = router.Families.All.Select(f => f.State),
            })
            : problem;
}
