using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.LiveFeed;

/// <summary><c>/ws/monitor</c> and <c>/ws/router</c>.</summary>
internal static class MonitorSockets
{
    public static void MapMonitorSockets(this IEndpointRouteBuilder app)
    {
        app.Map("/ws/monitor", (HttpContext http, SocketSession session) => session.ServeAsync(http, r => r.Context.Feed.MonitorView))
            .RequireRole(Role.Viewer).ExcludeFromDescription();
        app.Map("/ws/router", (HttpContext http, SocketSession session) => session.ServeAsync(http, r => r.Context.Feed.RouterView))
            .RequireRole(Role.Viewer).ExcludeFromDescription();
    }
}
