using Farol.Live;

namespace LiveBench;

/// <summary>The live channels as the product uses them.</summary>
internal sealed class FarolBroadcaster : IBroadcaster
{
    private readonly LiveHub _hub;
    private readonly LiveView _view;

    public FarolBroadcaster(LiveHub hub)
    {
        _hub = hub;
        _view = hub.OpenView(new LiveViewKey("monitor", "platform", "r1"), [new LiveTopic("online_total") { FrameType = "router_data" }]);
    }

    public int Clients => _hub.Statistics().TotalConnections;

    public long Dropped => _hub.Statistics().MessagesDropped;

    public long Sent => _hub.Statistics().MessagesSent;

    public Task ServeAsync(HttpContext http) =>
        _hub.ServeAsync(http, new LiveSession { View = _view, Welcome = static c => new { message = "bench" } });

    public void Publish(long sentAt, string filler) => _view.Publish("online_total", new { type = "online_total", sent = sentAt, filler });
}
