using System.Net;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.SystemRoute;

/// <summary>
/// A request that carries the gateway's secret has the client's address and scheme that the gateway says; from anybody else these headers say
/// nothing. The header itself stays, without the secret: such a request is never the local viewer's.
/// </summary>
internal sealed class SystemRouteMiddleware(RequestDelegate next, GatewayTrust trust)
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedProto = "X-Forwarded-Proto";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (!headers.TryGetValue(GatewayTrust.Header, out var presented))
        {
            return next(http);
        }

        headers[GatewayTrust.Header] = "-";
        if (presented is [{ } text] && trust.Matches(text))
        {
            if (Client(headers[ForwardedFor].ToString()) is { } client)
            {
                http.Connection.RemoteIpAddress = client;
                http.Connection.RemotePort = 0;
            }

            if (headers[ForwardedProto].ToString() is "http" or "https")
            {
                http.Request.Scheme = headers[ForwardedProto].ToString();
            }
        }

        return next(http);
    }

    /// <summary>The last address that is no trusted proxy of the gateway's; null where the gateway is told not to say it.</summary>
    private IPAddress? Client(string forwarded)
    {
        IPAddress? last = null;
        foreach (var text in forwarded.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (!IPAddress.TryParse(text, out var address))
            {
                break;
            }

            last = address;
            if (!trust.Proxies.Any(network => network.Contains(address)))
            {
                break;
            }
        }

        return last;
    }
}
