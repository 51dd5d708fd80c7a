using System.Text.Json;

namespace Farol.Live;

/// <summary>Limits and times of the live channels. Every limit is counted when it is hit (see <see cref="LiveStatistics"/>).</summary>
public sealed class LiveOptions
{
    /// <summary>Seconds between heartbeats of a view. 30: what the monitor's clients were promised.</summary>
    public int HeartbeatSeconds { get; set; } = 30;

    /// <summary>Clients connected at once in this process (WS_MAX_CONNECTIONS); over it a client is closed with 1008.</summary>
    public int MaxClients { get; set; } = 10_000;

    /// <summary>Clients of one identity at once: one login must not take every place. Clients without an identity are not counted.</summary>
    public int MaxClientsPerIdentity { get; set; } = 200;

    /// <summary>Views open at once; opening one more throws.</summary>
    public int MaxViews { get; set; } = 1_000;

    /// <summary>Views that one client may be subscribed to.</summary>
    public int MaxSubscriptionsPerClient { get; set; } = 16;

    /// <summary>Frames a view keeps for resuming clients. 512: minutes of a busy monitor.</summary>
    public int MaxReplayFrames { get; set; } = 512;

    /// <summary>Bytes a view keeps for resuming clients.</summary>
    public long MaxReplayBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Frames a client may be behind before it is brought to the current state instead.</summary>
    public int MaxQueuedFrames { get; set; } = 256;

    /// <summary>Bytes a client may be behind before it is brought to the current state instead.</summary>
    public long MaxQueuedBytes { get; set; } = 1024 * 1024;

    /// <summary>Replies (frames for one client alone) waiting at once; one more is refused.</summary>
    public int MaxQueuedReplies { get; set; } = 16;

    /// <summary>Bytes of waiting replies; one more is refused.</summary>
    public long MaxQueuedReplyBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of one published frame; a larger body is the publisher's mistake and throws.</summary>
    public int MaxFrameBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Bytes of one message from a client; a longer one closes with 1009.</summary>
    public int MaxMessageBytes { get; set; } = 16 * 1024;

    /// <summary>Messages a second that a client may send for long; more closes with 1008.</summary>
    public int MaxMessagesPerSecond { get; set; } = 10;

    /// <summary>Messages that a client may send in one burst.</summary>
    public int MaxMessageBurst { get; set; } = 30;

    /// <summary>Seconds that a client may take nothing at all before its connection is ended.</summary>
    public int MaxStallSeconds { get; set; } = 30;

    /// <summary>Seconds that a client has to answer our close before its connection is ended.</summary>
    public int MaxCloseSeconds { get; set; } = 3;

    /// <summary>Seconds that a stopping program waits for clients to answer its goodbye. 1: it has five for everything.</summary>
    public int MaxGoodbyeSeconds { get; set; } = 1;

    /// <summary>
    /// Bytes the kernel may hold for one client. Left to itself it takes up to 4 MiB, so that a client which stopped reading
    /// would be noticed minutes late and cost as much.
    /// </summary>
    public int MaxKernelSendBytes { get; set; } = 128 * 1024;

    /// <summary>
    /// Seconds that a client's machine may leave what was sent unacknowledged, or the kernel's question whether it is there, before the
    /// kernel ends the connection: a pulled cable would otherwise be noticed after a quarter of an hour, or never. More than <see cref="MaxStallSeconds"/>, which is the finer limit.
    /// </summary>
    public int MaxUnacknowledgedSeconds { get; set; } = 60;

    /// <summary>How bodies are written. snake_case, as every payload of the product.</summary>
    public JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
    };

    /// <summary>All faults of the settings, each naming its key; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        RequirePositive(faults);
        if (MaxQueuedFrames > MaxReplayFrames)
        {
            faults.Add($"MaxQueuedFrames ({MaxQueuedFrames}) is more than MaxReplayFrames ({MaxReplayFrames}): waiting frames live in the replay ring");
        }

        if (MaxQueuedBytes > MaxReplayBytes)
        {
            faults.Add($"MaxQueuedBytes ({MaxQueuedBytes}) is more than MaxReplayBytes ({MaxReplayBytes}): waiting frames live in the replay ring");
        }

        return faults;
    }

    private void RequirePositive(List<string> faults)
    {
        (string Key, long Value)[] positive =
        [
            (nameof(HeartbeatSeconds), HeartbeatSeconds), (nameof(MaxClients), MaxClients),
            (nameof(MaxClientsPerIdentity), MaxClientsPerIdentity), (nameof(MaxViews), MaxViews),
            (nameof(MaxSubscriptionsPerClient), MaxSubscriptionsPerClient), (nameof(MaxReplayFrames), MaxReplayFrames),
            (nameof(MaxReplayBytes), MaxReplayBytes), (nameof(MaxQueuedFrames), MaxQueuedFrames),
            (nameof(MaxQueuedBytes), MaxQueuedBytes), (nameof(MaxQueuedReplies), MaxQueuedReplies),
            (nameof(MaxQueuedReplyBytes), MaxQueuedReplyBytes), (nameof(MaxFrameBytes), MaxFrameBytes),
            (nameof(MaxMessageBytes), MaxMessageBytes), (nameof(MaxMessagesPerSecond), MaxMessagesPerSecond),
            (nameof(MaxMessageBurst), MaxMessageBurst), (nameof(MaxStallSeconds), MaxStallSeconds),
            (nameof(MaxCloseSeconds), MaxCloseSeconds), (nameof(MaxGoodbyeSeconds), MaxGoodbyeSeconds),
            (nameof(MaxKernelSendBytes), MaxKernelSendBytes), (nameof(MaxUnacknowledgedSeconds), MaxUnacknowledgedSeconds),
        ];
        foreach (var (key, value) in positive)
        {
            if (value <= 0)
            {
                faults.Add($"{key} is {value}: give a number above 0");
            }
        }
    }
}
