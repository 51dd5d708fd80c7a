using System.Collections.Immutable;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>The commands about address pools. The router writes both "ip pool" and "ip-pool", for different outputs.</summary>
internal static class IpPoolCommands
{
    public static ImmutableArray<VrpCommand> All { get; } =
    [
        new(PoolUsageParser.Command, text => PoolUsageParser.Parse(text)),
        new(PoolPeaksParser.Command, text => PoolPeaksParser.Parse(text)),
        new(Ipv6PoolUsageParser.Command, text => Ipv6PoolUsageParser.Parse(text)),
        new(IpPoolsParser.Command, [IpPoolsParser.Command, "display ip-pool"], text => IpPoolsParser.Parse(text)),
    ];
}
