using System.Net;

namespace Farol.Hosting;

/// <summary>
/// A socket for both families sees an IPv4 client as <c>::ffff:192.0.2.1</c> (RFC 4291, 2.5.5.2). Everything behind this, limits, sessions, audit and
/// blocks among them, sees <c>192.0.2.1</c>: what an operator searches for and may block.
/// </summary>
internal static class PlainAddresses
{
    public static void UsePlainAddresses(this WebApplication app) => app.Use((http, next) =>
    {
        http.Connection.RemoteIpAddress = Plain(http.Connection.RemoteIpAddress);
        http.Connection.LocalIpAddress = Plain(http.Connection.LocalIpAddress);
        return next(http);
    });

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
