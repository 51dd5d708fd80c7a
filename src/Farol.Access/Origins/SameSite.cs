using Microsoft.AspNetCore.Http;

namespace Farol.Access.Origins;

/// <summary>Judges by the browser's own headers whether a page of another site makes the request.</summary>
internal sealed class SameSite(AccessOptions options)
{
    /// <summary>A header that a page of another site cannot set without asking first, and we never say yes.</summary>
    public const string CustomHeader = "X-Farol-Request";

    /// <summary>
    /// True when the request names no origin, our own, or an allowed one. Own is what <c>Host</c> says: behind a proxy
    /// the scheme may differ, so it is not compared.
    /// </summary>
    public bool IsAllowedOrigin(HttpRequest request)
    {
        var headers = request.Headers.Origin;
        if (headers.Count == 0)
        {
            return true;
        }

        return headers.Count == 1 && headers[0] is { } origin && (IsAllowed(origin) || IsOwn(origin, request.Host));
    }

    /// <summary>Whether a cookie may stand for its owner's will to change something (Fetch metadata first, then
    /// <c>Origin</c>, then the custom header for what is no browser).</summary>
    public bool ProvesIntent(HttpRequest request)
    {
        if (!IsAllowedOrigin(request))
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin" || (request.Headers.Origin.Count == 1 && IsAllowed(request.Headers.Origin[0]!));
        }

        return request.Headers.Origin.Count == 1 || request.Headers.ContainsKey(CustomHeader);
    }

    private bool IsAllowed(string origin) => options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwn(string origin, HostString host)
    {
        if (!OriginName.IsWellFormed(origin) || !host.HasValue)
        {
            return false;
        }

        var uri = new Uri(origin);
        var ownPort = host.Port ?? (uri.Scheme == "https" ? 443 : 80);
        return string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase) && uri.Port == ownPort;
    }
}
