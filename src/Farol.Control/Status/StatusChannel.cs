using Farol.Control.LiveFeed;
using Farol.Live;

namespace Farol.Control.Status;

/// <summary>The channel <c>status</c>: what /api/status says, and alerts as they come.</summary>
internal sealed class StatusChannel(StatusReader status) : IChannelSource
{
    private const string Update = "status_update";

    public string Channel => FeedChannels.Status;

    public string StateTopic => Update;

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic(Update), new LiveTopic(FeedChannels.Alert) { IsState = false }];

    public TimeSpan? Cadence { get; } = TimeSpan.FromSeconds(15);

    public bool IsPerTenant => true;

    public object Read(string tenantId) => status.Read(tenantId);

    public string? Key(string tenantId) => status.Key(tenantId);
}
