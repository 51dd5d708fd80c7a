using Farol.Live;

namespace Farol.Control.LiveFeed;

/// <summary>What one live channel says. Registered in the container; of two for one channel the later one counts.</summary>
public interface IChannelSource
{
    /// <summary>One of <see cref="FeedChannels"/>.</summary>
    string Channel { get; }

    /// <summary>The name of the topic that is the channel's whole state.</summary>
    string StateTopic { get; }

    /// <summary>Every topic of the channel, <see cref="StateTopic"/> among them.</summary>
    IReadOnlyList<LiveTopic> Topics { get; }

    /// <summary>While somebody listens, the state goes out at least so often; null: only when it changes.</summary>
    TimeSpan? Cadence { get; }

    /// <summary>False: it says the same to everybody, and all share one view.</summary>
    bool IsPerTenant { get; }

    /// <summary>The whole state, as somebody who just came needs it.</summary>
    /// <param name="tenantId">A tenant, the platform's among them, or one of <see cref="FeedTenants"/>.</param>
    object Read(string tenantId);

    /// <summary>What goes out at each turn, under the topic that is named; null: the whole state.</summary>
    (string Topic, object Body)? ReadTurn(string tenantId) => null;

    /// <summary>A text that is another one when the state has changed in a way that cannot wait for its turn; null: nothing cannot.</summary>
    string? Key(string tenantId) => null;
}
