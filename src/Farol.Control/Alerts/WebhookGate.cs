using System.Security.Cryptography;
using System.Text;
using Farol.Access.Problems;
using Farol.Control.SystemRoute;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Alerts;

/// <summary>Who may send alerts: whoever has the secret, or, where none is set, a program on one of the addresses that are allowed.</summary>
internal sealed class WebhookGate(AlertOptions options)
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>Headers of a proxy or a browser: then the peer's address says nothing of who asks.</summary>
    private static readonly string[] _intermediaries = [GatewayTrust.Header, "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "Origin", "Sec-Fetch-Site"];

    /// <summary>Null: it may.</summary>
    public ApiProblem? FindObstacle(HttpContext http)
    {
        if (options.Secret is { } secret)
        {
            return Presented(http.Request.Headers.Authorization.ToString()) is { } presented && IsSame(presented, secret)
                ? null
                : ApiProblem.NotLoggedIn("Send FAROL_ALERT_SECRET as the Bearer token or as the password of Basic authentication.");
        }

        var peer = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
        return peer is not null && options.Sources.Any(network => network.Contains(peer)) && !_intermediaries.Any(http.Request.Headers.ContainsKey)
            ? null
            : ApiProblem.Forbidden("Without FAROL_ALERT_SECRET alerts are taken from FAROL_ALERT_SOURCES alone, and not through a proxy or a browser.");
    }

    private static string? Presented(string authorization)
    {
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var pair && pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? pair[(colon + 1)..]
            : null;
    }

    private static bool IsSame(string presented, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
