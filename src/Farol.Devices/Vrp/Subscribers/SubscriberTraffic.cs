namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A session's counters since it began, joined from the (high,low) pairs of 32 bits that the router prints.</summary>
public sealed record SubscriberTraffic
{
    /// <summary>"Up bytes": IPv4, and IPv6 as well where the domain counts both together.</summary>
    public ulong? UpstreamBytes { get; internal set; }

    public ulong? UpstreamPackets { get; internal set; }

    public ulong? DownstreamBytes { get; internal set; }

    public ulong? DownstreamPackets { get; internal set; }

    public ulong? Ipv6UpstreamBytes { get; internal set; }

    public ulong? Ipv6UpstreamPackets { get; internal set; }

    public ulong? Ipv6DownstreamBytes { get; internal set; }

    public ulong? Ipv6DownstreamPackets { get; internal set; }
}
