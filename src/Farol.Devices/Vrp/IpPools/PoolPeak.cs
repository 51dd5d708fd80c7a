namespace Farol.Devices.Vrp.IpPools;

/// <summary>The fullest that a domain's or pool's addresses ever were, with the router's local time; null while never used.</summary>
public sealed record PoolPeak(string Name, long Addresses, long MaxUsed, DateTime? At);
