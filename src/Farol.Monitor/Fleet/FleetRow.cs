using Farol.Devices.Sessions;

namespace Farol.Monitor.Fleet;

/// <summary>One router among all, by its last figures. What is not known is null.</summary>
public sealed record FleetRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    public required bool IsDefault { get; init; }

    public required ConnectionState Status { get; init; }

    /// <summary>What is to be said of the connection.</summary>
    public required string Message { get; init; }

    public required long? OnlineTotal { get; init; }

    /// <summary>Subscribers gained or lost within five minutes.</summary>
    public required long? OnlineChange { get; init; }

    /// <summary>The greatest number of the last 24 hours.</summary>
    public required long? Peak { get; init; }

    /// <summary>The busiest slot; null where the router reports no slot.</summary>
    public required string? WorstSlot { get; init; }

    /// <summary>Percent, of that slot or of the whole system.</summary>
    public required double? WorstCpu { get; init; }

    /// <summary>Bits per second that the uplinks receive: what subscribers download.</summary>
    public required double? TrafficInBps { get; init; }

    /// <summary>Bits per second that the uplinks send.</summary>
    public required double? TrafficOutBps { get; init; }

    public required int OpenIncidents { get; init; }

    /// <summary>Seconds since subscribers were counted last.</summary>
    public required double? AgeSeconds { get; init; }

    /// <summary>Older than three intervals, or never counted.</summary>
    public required bool Stale { get; init; }

    /// <summary>Subscribers online of the last 24 hours by half hours, the newest last; null where nothing was measured.</summary>
    public required IReadOnlyList<long?> Day { get; init; }
}
