using System.Diagnostics;
using System.Text.Json;
using Farol.Control.LiveFeed;
using Farol.Live;

namespace ChannelsBench;

/// <summary>One channel with a body as the product's, and the moment when it was made.</summary>
internal sealed class BenchChannel(string channel, string frameType, JsonElement state) : IChannelSource
{
    public string Channel => channel;

    public string StateTopic => "state";

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic("state") { FrameType = frameType }];

    /// <summary>The bench's own clocks speak.</summary>
    public TimeSpan? Cadence => null;

    public bool IsPerTenant => true;

    public object Read(string tenantId) => new { sent = Stopwatch.GetTimestamp(), state };
}
