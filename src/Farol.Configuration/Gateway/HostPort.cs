using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Farol.Configuration.Gateway;

/// <summary>A host and a port: <c>name:80</c>, <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
/// <param name="Host">Without brackets.</param>
public readonly record struct HostPort(string Host, int Port)
{
    private const int MaxNameLength = 253;

    public static bool TryParse(string text, out HostPort parsed)
    {
        parsed = default;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text[..colon];
        if (host[0] == '[' && host[^1] == ']')
        {
            host = host[1..^1];
            parsed = new HostPort(host, port);
            return IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        }

        parsed = new HostPort(host, port);
        return IsName(host);
    }

    /// <summary>A host name, or an IPv4 address, which has the same letters.</summary>
    internal static bool IsName(string host) =>
        host.Length is > 0 and <= MaxNameLength && host.Split('.').All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
