using Farol.Access.Roles;
using Farol.Live;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Monitor.LiveFeed;

/// <summary>A router's view for connections that were opened for something else: the console's one socket.</summary>
public static class MonitorChannel
{
    public const string Name = RouterFeed.MonitorChannel;

    /// <summary>The view of the router that the message's <c>router</c> names; of the default one where it names none.</summary>
    public static GuestView Find(HttpContext http, LiveMessage message) =>
        http.RequestServices.GetRequiredService<RouterScope>().TryFind(message.Text("router") ?? "", http.GetCaller(), Role.Viewer, out var router, out _)
            ? new GuestView(router.Context.Feed.MonitorView, null)
            : new GuestView(null, "router: there is no such router for this login");
}
