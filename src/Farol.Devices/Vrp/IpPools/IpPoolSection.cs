namespace Farol.Devices.Vrp.IpPools;

/// <summary>A range of addresses in a pool; of a dynamic pool the end may be the mask of a subnet.</summary>
public sealed record IpPoolSection(int Id, string Start, string End, long Total, long Used, long Idle, long? Conflicted);
