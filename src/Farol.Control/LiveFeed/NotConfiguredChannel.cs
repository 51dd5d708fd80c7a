using Farol.Live;

namespace Farol.Control.LiveFeed;

/// <summary>A channel whose feature this installation does not have: it says so.</summary>
internal sealed class NotConfiguredChannel(string channel, string stateTopic, IReadOnlyList<string> eventTopics, string message) : IChannelSource
{
    private readonly object _state = new { status = "not_configured", message };

    public string Channel => channel;

    public string StateTopic => stateTopic;

    public IReadOnlyList<LiveTopic> Topics { get; } = [new LiveTopic(stateTopic), .. eventTopics.Select(t => new LiveTopic(t) { IsState = false })];

    public TimeSpan? Cadence { get; } = TimeSpan.FromSeconds(30);

    public bool IsPerTenant => false;

    public object Read(string tenantId) => _state;
}
