namespace LiveBench;

/// <summary>What the server says of itself.</summary>
internal sealed record ServerStats(
    int Clients, long Sent, long Dropped, double CpuMilliseconds, long ManagedBytes, long PrivateBytes, long AllocatedBytes);
