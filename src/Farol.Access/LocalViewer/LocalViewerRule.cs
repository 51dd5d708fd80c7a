using System.Net;
using Farol.Access.Accounts;
using Farol.Access.Origins;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.LocalViewer;

/// <summary>
/// Whether a request without a login counts as the local viewer: a process of our own user, on this machine, that nobody
/// stands behind.
/// </summary>
internal sealed class LocalViewerRule(AccessOptions options, SameSite sameSite, IPeerOwner owners)
{
    private static readonly string[] _forwardingHeaders =
    [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Forwarded-Prefix", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Real-IP", "X-Client-IP",
        "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "Client-IP", "X-Farol-Gateway",
    ];

    /// <summary>The local viewer: reads totals of the platform's tenant, nothing else.</summary>
    public static Caller Viewer { get; } = new()
    {
        Kind = CallerKind.LocalViewer,
        TenantId = PlatformTenant.Id,
        Memberships = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            [KeyValuePair.Create(PlatformTenant.Id, Role.Viewer)], StringComparer.Ordinal),
    };

    /// <summary>Null when the request counts; otherwise why not, for the person who wonders.</summary>
    public string? FindObstacle(HttpContext context)
    {
        if (!options.LocalViewer)
        {
            return "FAROL_LOCAL_VIEWER is off";
        }

        var request = context.Request;
        foreach (var header in _forwardingHeaders)
        {
            if (request.Headers.ContainsKey(header))
            {
                return $"the request was forwarded (it has the header {header})";
            }
        }

        if (!sameSite.IsAllowedOrigin(request) || request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            return "a page of another site makes it";
        }

        var facts = ConnectionFacts.Of(context);
        lock (facts)
        {
            if (!facts.IsLoopbackHost(request))
            {
                return "its Host is not a loopback name";
            }

            facts.IsOwnPeer ??= AskKernel(context.Connection);
            return facts.IsOwnPeer.Value
                ? null
                : "the connection does not come from a process of the user that Farol runs as";
        }
    }

    private bool AskKernel(ConnectionInfo connection) =>
        connection is { RemoteIpAddress: { } peer, LocalIpAddress: { } local }
        && IPAddress.IsLoopback(peer)
        && IPAddress.IsLoopback(local)
        && owners.FindUserId(new IPEndPoint(peer, connection.RemotePort), new IPEndPoint(local, connection.LocalPort)) == owners.OwnUserId;
}
