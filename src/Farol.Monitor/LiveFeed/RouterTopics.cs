using Farol.Live;

namespace Farol.Monitor.LiveFeed;

/// <summary>The kinds of frames of a router's views, by the contract's names.</summary>
internal static class RouterTopics
{
    private const string RouterData = "router_data";

    private static readonly string[] _states = ["online_total", "system_metrics", "interfaces_status", "network_traffic", "pppoe_stats"];

    private static readonly string[] _changes = ["interfaces_update", "pppoe_update", "system_metrics_update", "traffic_update"];

    /// <summary>Topics of <c>/ws/router</c>: the router's data alone.</summary>
    public static IReadOnlyList<LiveTopic> Router { get; } =
    [
        .. _states.Select(name => new LiveTopic(name) { FrameType = RouterData }),
        .. _changes.Select(name => new LiveTopic(name) { FrameType = RouterData, IsState = false }),
    ];

    /// <summary>Topics of <c>/ws/monitor</c>: the same, with the program's state and alerts.</summary>
    public static IReadOnlyList<LiveTopic> Monitor { get; } =
    [
        .. Router,
        new LiveTopic("system_status") { BodyName = "status" },
        new LiveTopic("alert") { BodyName = "alert", IsState = false },
    ];
}
