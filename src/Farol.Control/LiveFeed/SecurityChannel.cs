using Farol.Control.Metrics;
using Farol.Live;

namespace Farol.Control.LiveFeed;

/// <summary>The channel <c>security</c>: who comes gets the last events at once, then each one as it happens.</summary>
internal sealed class SecurityChannel(IEnumerable<ISecurityFigures> figures) : IChannelSource
{
    /// <summary>What a page shows before somebody scrolls.</summary>
    private const int MaxRecentEvents = 50;

    private const string Snapshot = "security_snapshot";

    private readonly ISecurityFigures? _figures = figures.LastOrDefault();

    public string Channel => FeedChannels.Security;

    public string StateTopic => Snapshot;

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic(Snapshot), new LiveTopic(FeedChannels.SecurityEvent) { IsState = false }];

    public TimeSpan? Cadence => null;

    public bool IsPerTenant => true;

    public object Read(string tenantId) => new { figures = _figures?.Of(tenantId), events = _figures?.Recent(tenantId, MaxRecentEvents) };
}
