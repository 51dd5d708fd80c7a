using Farol.Control.LiveFeed;
using Farol.Live;

namespace Farol.Control.Backends;

/// <summary>The channel <c>backends</c>: every backend as /api/backends shows it; at once when one changes how it is or what it should be, else as the figures go.</summary>
internal sealed class BackendsChannel(BackendList backends) : IChannelSource
{
    private const string Update = "backend_update";

    public string Channel => FeedChannels.Backends;

    public string StateTopic => Update;

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic(Update)];

    public TimeSpan? Cadence { get; } = TimeSpan.FromSeconds(5);

    public bool IsPerTenant => true;

    public object Read(string tenantId)
    {
        var all = Of(tenantId);
        return new
        {
            total = all.Count,
            online = all.Count(b => b.Status == "online"),
            offline = all.Count(b => b.Status == "offline"),
            backends = all,
        };
    }

    public string Key(string tenantId) => string.Join('\n', Of(tenantId).Select(b => $"{b.Tenant} {b.Pool} {b.Id} {b.Status} {b.Health} {b.Version} {b.LastError}"));

    private IReadOnlyList<BackendView> Of(string tenantId) => backends.Of(tenantId == FeedTenants.All ? null : tenantId);
}
