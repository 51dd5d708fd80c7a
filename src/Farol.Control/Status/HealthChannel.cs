using Farol.Control.LiveFeed;
using Farol.Live;
using Farol.Telemetry.Health;

namespace Farol.Control.Status;

/// <summary>The channel <c>health</c>: what <c>/health</c> says, which is public.</summary>
internal sealed class HealthChannel(HealthBoard board) : IChannelSource
{
    private const string Update = "health_update";

    public string Channel => FeedChannels.Health;

    public string StateTopic => Update;

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic(Update)];

    public TimeSpan? Cadence { get; } = TimeSpan.FromSeconds(15);

    public bool IsPerTenant => false;

    public object Read(string tenantId) => board.Report();

    public string? Key(string tenantId)
    {
        var report = board.Report();
        return report.Status + string.Concat(report.Components.Select(c => $"\n{c.Key} {c.Value.State} {c.Value.Reason}"));
    }
}
