using System.Net;

namespace Farol.Access.LocalViewer;

/// <summary>Host names that can only mean this machine (RFC 6761: localhost and what is below it).</summary>
internal static class LoopbackName
{
    public static bool Matches(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // Only the plain spelling: "127.1" and "0x7f000001" are addresses to some programs and names to others.
        return IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && IPAddress.IsLoopback(address)
            && (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork || address.ToString() == host);
    }
}
