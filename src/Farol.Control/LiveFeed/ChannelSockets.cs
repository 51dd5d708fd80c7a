using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Tenants;
using Farol.Live;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.LiveFeed;

/// <summary>The WebSockets of the channels: who asks, and whose view they get.</summary>
internal sealed class ChannelSockets(LiveHub hub, ControlFeed feed, IEnumerable<GuestChannel> guests)
{
    public async Task ServeAsync(HttpContext http, string channel)
    {
        var caller = http.GetCaller();
        if (!feed.IsKnown(channel))
        {
            await ApiProblem.NotFound($"This installation has no channel {channel}.").ExecuteAsync(http);
            return;
        }

        if (!TryGetTenant(http, out var tenantId, out var problem))
        {
            await problem!.ExecuteAsync(http);
            return;
        }

        OpenChannel open;
        try
        {
            open = feed.Hold(channel, tenantId);
        }
        catch (InvalidOperationException full)
        {
            await ApiProblem.Unavailable(full.Message, ControlFeed.KeepIdle).ExecuteAsync(http);
            return;
        }

        var session = new ChannelSession(feed, new GuestSubscriptions(guests, http), caller, tenantId, open);
        await hub.ServeAsync(http, new LiveSession
        {
            View = open.View,
            Identity = caller.UserId ?? "",
            Types = http.Request.Query["types"],
            Since = http.Request.Query["since"],
            Revoked = caller.SessionEnded,
            RevokedReason = "the session has ended; log in again",
            WelcomeType = "connected",
            Welcome = client => Connected(client, channel),
            OnMessage = session.TakeAsync,
            Ended = session.ReleaseAll,
        });
    }

    /// <summary>An administrator of the installation sees all of it, everybody else the tenant they act in.</summary>
    internal static bool TryGetTenant(HttpContext http, out string tenantId, out ApiProblem? problem)
    {
        if (http.GetCaller().IsPlatform && http.Request.Query[TenantScope.Parameter].ToString().Length == 0)
        {
            (tenantId, problem) = (FeedTenants.All, null);
            return true;
        }

        return TenantScope.TryGet(http, Role.Viewer, out tenantId, out problem);
    }

    /// <summary>Older clients read the fields beside the type, newer ones under <c>data</c>.</summary>
    private static object Connected(LiveClient client, string channel) => new
    {
        status = "connected",
        client_id = client.Id,
        data = new { status = "connected", client_id = client.Id, channels = FeedChannels.All, subscribed = new[] { channel } },
    };
}
