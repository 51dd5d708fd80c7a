using System.Net;

namespace Farol.Control.Security.Blocks;

/// <summary>What nobody should block by mistake: themselves, loopback, this installation.</summary>
internal sealed class BlockGuard(IOwnAddresses own)
{
    private static readonly IPNetwork[] _loopback = [new(IPAddress.Parse("127.0.0.0"), 8), NetworkText.Host(IPAddress.IPv6Loopback)];

    /// <summary>Why the network should not be blocked; null: nothing speaks against it.</summary>
    /// <param name="caller">Who wants it; null: the program itself.</param>
    public string? FindObstacle(IPNetwork network, IPAddress? caller)
    {
        if (caller is not null && NetworkText.Holds(network, caller))
        {
            return "holds your own address: you would lock yourself out";
        }

        if (_loopback.Any(loopback => NetworkText.Overlap(network, loopback)))
        {
            return "holds loopback, over which this installation speaks to itself";
        }

        return own.Read().FirstOrDefault(address => NetworkText.Holds(network, address)) is { } mine
            ? $"holds {mine}, an address of this installation"
            : null;
    }
}
