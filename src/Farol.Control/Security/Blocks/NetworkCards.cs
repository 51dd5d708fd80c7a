using System.Net;
using System.Net.NetworkInformation;

namespace Farol.Control.Security.Blocks;

/// <inheritdoc/>
internal sealed class NetworkCards : IOwnAddresses
{
    public IReadOnlyList<IPAddress> Read() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)];
}
