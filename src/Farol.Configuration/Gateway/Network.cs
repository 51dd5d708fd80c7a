using System.Net;
using System.Net.Sockets;

namespace Farol.Configuration.Gateway;

/// <summary>Networks as the file writes them: <c>10.0.0.0/8</c>, or an address alone for that host.</summary>
internal static class Network
{
    /// <summary>Bits below the prefix must be 0: <c>10.1.2.3/8</c> is more likely a mistake than a wish.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address) || text.Contains('%', StringComparison.Ordinal))
        {
            return false;
        }

        if (slash >= 0)
        {
            return IPNetwork.TryParse(text, out network) && network.BaseAddress.Equals(address);
        }

        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        // "10.1" is an address to the parser and a mistake to a person.
        return address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3;
    }
}
