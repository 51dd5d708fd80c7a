namespace Farol.Link;

/// <summary>Bounds of one link, with where each number comes from.</summary>
public sealed record LinkLimits
{
    /// <summary>A document of 100 000 routes is about 40 MB of JSON.</summary>
    public int MaxFrameBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Before the other end is known, it may not make this one hold more.</summary>
    public int MaxFirstFrameBytes { get; init; } = 16 * 1024;

    /// <summary>Frames waiting to be sent. Counters come once a second: over four minutes of an end that takes nothing.</summary>
    public int MaxQueuedFrames { get; init; } = 256;

    /// <summary>
    /// Of those, with requests that somebody looks at: over a thousand of them four times a second, and some 3 MB where an end takes nothing.
    /// </summary>
    public int MaxQueuedRequestFrames { get; init; } = 4;

    /// <summary>Gateways that one control plane serves.</summary>
    public int MaxGateways { get; init; } = 64;

    /// <summary>Deltas kept until they are stored: a minute of a control plane that stores none; after that usage is added up in the gateway and cut later.</summary>
    public int MaxPendingDeltas { get; init; } = 60;

    /// <summary>Rows that all those deltas may have together; 10 MB.</summary>
    public int MaxPendingRows { get; init; } = 100_000;

    /// <summary>Changed objects sent one by one; with more the whole document is cheaper.</summary>
    public int MaxChangedObjects { get; init; } = 5_000;

    /// <summary>Limits over all gateways that one request for quotas names: what a gateway asks for every 20 ms stays under 200 KB.</summary>
    public int MaxQuotaWants { get; init; } = 4_096;

    /// <summary>Limits over all gateways that are not at rest: some 20 MB.</summary>
    public int MaxQuotaBuckets { get; init; } = 100_000;

    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A gateway answers a question within milliseconds; whoever asked does not wait longer for one that hangs.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Usage is cut so often, when there was any: so much is lost with a gateway that is killed. Each cut is a synced write of the control plane,
    /// which takes milliseconds.
    /// </summary>
    public TimeSpan MeteringInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A cut of more rows is followed by a longer pause: storing ten thousand rows each second would be all that a control plane does.</summary>
    public int MaxMeteringRowsPerSecond { get; init; } = 1_000;

    /// <summary>Without any frame for so long the other end counts as gone.</summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A frame that the other end does not take for so long ends the link.</summary>
    public TimeSpan MaxSend { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After a goodbye the other end closes by itself within a round trip; one that does not is closed.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxRetry { get; init; } = TimeSpan.FromSeconds(5);
}
