namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The plan's limits as applied to a session.</summary>
public sealed record SubscriberShaping
{
    public string? UpstreamProfile { get; internal set; }

    public string? DownstreamProfile { get; internal set; }

    /// <summary>Committed rate (CIR).</summary>
    public long? UpstreamCommittedBitsPerSecond { get; internal set; }

    /// <summary>Peak rate (PIR).</summary>
    public long? UpstreamPeakBitsPerSecond { get; internal set; }

    public long? DownstreamCommittedBitsPerSecond { get; internal set; }

    public long? DownstreamPeakBitsPerSecond { get; internal set; }
}
