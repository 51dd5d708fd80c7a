namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A session's rates of the moment. The router writes them in kbyte/min or, in another display mode, kbit/s: the unit is read.</summary>
public sealed record SubscriberRates
{
    public long? Ipv4BitsPerSecond { get; internal set; }

    public long? Ipv4UpstreamBitsPerSecond { get; internal set; }

    public long? Ipv4DownstreamBitsPerSecond { get; internal set; }

    public long? Ipv6BitsPerSecond { get; internal set; }

    public long? Ipv6UpstreamBitsPerSecond { get; internal set; }

    public long? Ipv6DownstreamBitsPerSecond { get; internal set; }
}
