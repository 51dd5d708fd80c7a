using Farol.Control.LiveFeed;
using Farol.Live;

namespace Farol.Control.Metrics;

/// <summary>The channel <c>metrics</c>: everything with five minutes of seconds at first, then the newest second each second.</summary>
internal sealed class MetricsChannel(FigureReader figures) : IChannelSource
{
    private const string Update = "metrics_update";
    private const string Whole = "metrics";

    public string Channel => FeedChannels.Metrics;

    public string StateTopic => Whole;

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic(Whole) { FrameType = Update }, new LiveTopic(Update) { IsState = false }];

    public TimeSpan? Cadence { get; } = TimeSpan.FromSeconds(1);

    public bool IsPerTenant => true;

    public object Read(string tenantId) => figures.Frame(tenantId, isWhole: true);

    public (string Topic, object Body)? ReadTurn(string tenantId) => (Update, figures.Frame(tenantId, isWhole: false));
}
