using System.Net;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Upstreams;

/// <summary>What holds of a backend at a moment, from the configuration and from name resolution. Immutable; a change publishes another.</summary>
internal sealed record BackendState
{
    /// <summary>Host name or address, without brackets.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    public int Weight { get; init; } = 1;

    public string? Region { get; init; }

    /// <summary>Tier: 0 is used first.</summary>
    public int Priority { get; init; }

    /// <summary>Requests in flight over all loops; null: no bound.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Takes no new sessions: asked for, or no longer in the configuration.</summary>
    public bool Draining { get; init; }

    /// <summary>It drains because the configuration no longer names it.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>When it began to drain; null: it does not.</summary>
    public DateTimeOffset? DrainingSince { get; init; }

    /// <summary>Where a tenant's backend may be; null: anywhere.</summary>
    public ReachableNetworks? Reachable { get; init; }

    /// <summary>Addresses to connect to; empty until the name was resolved once.</summary>
    public IPEndPoint[] Endpoints { get; init; } = [];

    /// <summary>Why the last resolution failed; null when it did not. The endpoints are then those of the last good one.</summary>
    public string? ResolveError { get; init; }
}
