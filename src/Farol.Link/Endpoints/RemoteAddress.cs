using System.Globalization;
using System.Net;

namespace Farol.Link.Endpoints;

/// <summary>A control plane on another machine: <c>tls:HOST:PORT</c>, a name, an IPv4 address or an IPv6 address in brackets.</summary>
public sealed record RemoteAddress(string Host, int Port)
{
    private const string Scheme = "tls:";

    public static bool IsRemote(string address) => address.StartsWith(Scheme, StringComparison.Ordinal);

    /// <exception cref="FormatException">It is no such address; the text says what one looks like.</exception>
    public static RemoteAddress Parse(string address)
    {
        var rest = IsRemote(address) ? address[Scheme.Length..] : "";
        var colon = rest.LastIndexOf(':');
        var host = colon > 0 ? rest[..colon] : "";
        host = host.StartsWith('[') && host.EndsWith(']') && IPAddress.TryParse(host[1..^1], out _) ? host[1..^1] : host.Contains(':', StringComparison.Ordinal) ? "" : host;
        return host.Length > 0 && Uri.CheckHostName(host) != UriHostNameType.Unknown
            && int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new RemoteAddress(host, port)
            : throw new FormatException($"\"{address}\" is no address of a link: write tls:HOST:PORT, such as tls:farol.example.net:9443");
    }

    public override string ToString() => $"{Scheme}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}
