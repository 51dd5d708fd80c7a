using System.Net;
using Farol.Access.Origins;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.LocalViewer;

/// <summary>Whether a request comes from a process of our own user, on this machine, that nobody stands behind.</summary>
public sealed class LocalCallers
{
    private static readonly string[] _forwardingHeaders =
    [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Forwarded-Prefix", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Real-IP", "X-Client-IP",
        "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "Client-IP", "X-Farol-Gateway",
    ];

    private readonly SameSite _sameSite;
    private readonly IPeerOwner _owners;

    internal LocalCallers(SameSite sameSite, IPeerOwner owners)
    {
        _sameSite = sameSite;
        _owners = owners;
    }

    /// <summary>Null when it does; otherwise why not, for the person who wonders.</summary>
    public string? FindObstacle(HttpContext context)
    {
        var request = context.Request;
        foreach (var header in _forwardingHeaders)
        {
            if (request.Headers.ContainsKey(header))
            {
                return $"the request was forwarded (it has the header {header})";
            }
        }

        if (!_sameSite.IsAllowedOrigin(request) || request.Headers["Sec-Fetch-Site"] == "cross-site")
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
        && _owners.FindUserId(new IPEndPoint(peer, connection.RemotePort), new IPEndPoint(local, connection.LocalPort)) == _owners.OwnUserId;
}
