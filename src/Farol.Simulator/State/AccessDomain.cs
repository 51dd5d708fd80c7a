namespace Farol.Simulator.State;

/// <summary>An AAA domain: its customers, its address pool, and how many were ever online at once.</summary>
internal sealed class AccessDomain(string name, uint poolStart, int poolLength)
{
    /// <summary>Changed in place: a mutable structure behind a property would only change a copy.</summary>
    public OnlineCount Online;

    public string Name { get; } = name;

    /// <summary>First IPv4 address of the pool, as a number.</summary>
    public uint PoolStart { get; } = poolStart;

    public int PoolLength { get; } = poolLength;

    public int Peak { get; set; }

    public DateTimeOffset? PeakTime { get; set; }
}
