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

    /// <summary>Finds the view of the router that a message's <c>router</c> names; of the default one where it names none.</summary>
    public static Func<LiveMessage, GuestView> Open(HttpContext http)
    {
        var scope = http.RequestServices.GetRequiredService<RouterScope>();
        var caller = http.GetCaller();
        return message => scope.TryFind(message.Text("router") ?? "", caller, Role.Viewer, out var router, out _)
            ? new GuestView(router.Context.Feed.MonitorView, null)
            : new GuestView(null, "router: there is no such router for this login");
    }
}
