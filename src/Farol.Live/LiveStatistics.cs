namespace Farol.Live;

/// <summary>What the engine has counted. Counts are since the start of the process unless their name says now.</summary>
public sealed record LiveStatistics
{
    /// <summary>Clients connected now.</summary>
    public required int TotalConnections { get; init; }

    /// <summary>Clients subscribed now, by channel.</summary>
    public required IReadOnlyDictionary<string, int> Channels { get; init; }

    /// <summary>When the oldest client still connected came; <c>null</c> without clients.</summary>
    public required DateTimeOffset? OldestConnection { get; init; }

    /// <summary>When the newest client still connected came; <c>null</c> without clients.</summary>
    public required DateTimeOffset? NewestConnection { get; init; }

    public required long ConnectionsOpened { get; init; }

    /// <summary>Connections turned away by a limit.</summary>
    public required long ConnectionsRefused { get; init; }

    /// <summary>Connections ended because the client took nothing for <see cref="LiveOptions.MaxStallSeconds"/>.</summary>
    public required long ConnectionsStalled { get; init; }

    public required long MessagesSent { get; init; }

    /// <summary>Updates that some client did not get because it was too slow; it got the state that came after them.</summary>
    public required long MessagesDropped { get; init; }

    public required long MessagesReceived { get; init; }

    /// <summary>Bytes of frames sent, without the WebSocket's own framing.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Clients connected now that have had an update dropped.</summary>
    public required int SlowClients { get; init; }
}
