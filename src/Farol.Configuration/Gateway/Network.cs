using System.Net;

namespace Farol.Configuration.Gateway;

/// <summary>Networks as the file writes them: <c>10.0.0.0/8</c>, or an address alone for that host.</summary>
internal static class Network
{
    /// <summary>Bits below the prefix must be 0: <c>10.1.2.3/8</c> is more likely a mistake than a wish.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
        {
            return true;
        }

        if (!text.Contains('/', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address) && text.Contains(address.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return false;
    }
}
