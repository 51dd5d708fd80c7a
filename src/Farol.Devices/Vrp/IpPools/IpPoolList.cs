namespace Farol.Devices.Vrp.IpPools;

/// <summary>The pools of "display ip pool", with the counters of all of them together where the router prints these.</summary>
public sealed record IpPoolList(IReadOnlyList<IpPool> Pools, long? Total, long? Used, long? Free, int? UsedPercent);
