using System.Net;
using System.Net.Sockets;

namespace Farol.Monitor.Subscribers;

/// <summary>What a subscriber is looked up by, checked so that nothing but an argument can reach the command line.</summary>
/// <param name="Kind">"login", "ip", "ipv6" or "mac".</param>
/// <param name="Value">As the router writes it.</param>
public sealed record SubscriberKey(string Kind, string Value)
{
    /// <summary>VRP takes 253 characters of a user name.</summary>
    public const int MaxLoginLength = 253;

    private const int MacDigits = 12;

    /// <returns>Null, with what is wrong, unless exactly one of the three is given and well-formed.</returns>
    public static SubscriberKey? Read(string? login, string? ip, string? mac, out string field, out string error)
    {
        field = "login";
        error = "give exactly one of login, ip and mac";
        if (new[] { login, ip, mac }.Count(v => !string.IsNullOrEmpty(v)) != 1)
        {
            return null;
        }

        if (!string.IsNullOrEmpty(login))
        {
            error = $"is 1 to {MaxLoginLength} printable ASCII characters without blanks, quotes and any of | ; > < ?";
            return login.Length <= MaxLoginLength && login.All(IsOfLogin) ? new SubscriberKey("login", login) : null;
        }

        return !string.IsNullOrEmpty(ip) ? ReadIp(ip, out field, out error) : ReadMac(mac!, out field, out error);
    }

    private static SubscriberKey? ReadIp(string ip, out string field, out string error)
    {
        field = "ip";
        error = "is no IPv4 or IPv6 address";
        return IPAddress.TryParse(ip, out var address)
            ? address.AddressFamily == AddressFamily.InterNetwork
                ? ip.Count(c => c == '.') == 3 ? new SubscriberKey("ip", address.ToString()) : null
                : address.ScopeId == 0 ? new SubscriberKey("ipv6", address.ToString()) : null
            : null;
    }

    private static SubscriberKey? ReadMac(string mac, out string field, out string error)
    {
        field = "mac";
        error = "is no MAC address; write aa:bb:cc:dd:ee:ff or aabb-ccdd-eeff";
        var digits = string.Concat(mac.Where(char.IsAsciiHexDigit)).ToLowerInvariant();
        return digits.Length == MacDigits && mac.All(c => char.IsAsciiHexDigit(c) || c is ':' or '-' or '.')
            ? new SubscriberKey("mac", $"{digits[..4]}-{digits[4..8]}-{digits[8..]}")
            : null;
    }

    private static bool IsOfLogin(char c) => c is > ' ' and < '\x7f' && c is not ('|' or ';' or '>' or '<' or '?' or '"' or '\'' or '\\');
}
