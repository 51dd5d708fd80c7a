namespace Farol.Simulator.State;

/// <summary>Online subscribers by address family. A dual-stack subscriber counts in all four.</summary>
internal struct OnlineCount
{
    public int Total { get; private set; }

    /// <summary>With an IPv4 address, dual stack included.</summary>
    public int Ipv4 { get; private set; }

    /// <summary>With an IPv6 address, dual stack included.</summary>
    public int Ipv6 { get; private set; }

    public int Dual { get; private set; }

    public void Add(Subscriber subscriber, int by)
    {
        Total += by;
        Ipv4 += subscriber.HasIpv4 ? by : 0;
        Ipv6 += subscriber.HasIpv6 ? by : 0;
        Dual += subscriber.HasIpv4 && subscriber.HasIpv6 ? by : 0;
    }

    public void Add(OnlineCount other)
    {
        Total += other.Total;
        Ipv4 += other.Ipv4;
        Ipv6 += other.Ipv6;
        Dual += other.Dual;
    }
}
