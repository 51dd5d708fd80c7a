namespace Farol.Control.Status;

/// <summary>GET /api/status, and the channel <c>status</c>.</summary>
public sealed record StatusBody
{
    /// <summary><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>, as /health says.</summary>
    public required string Status { get; init; }

    public required long UptimeSeconds { get; init; }

    public required string Version { get; init; }

    public required string NodeId { get; init; }

    /// <summary>What this process is: <c>all</c>, or the one part that it runs.</summary>
    public required string Role { get; init; }

    /// <summary>Whether this process does what only one of an installation may do. One process works on a database, so the one that answers does.</summary>
    public required bool Leader { get; init; }

    public required int WebsocketClients { get; init; }

    /// <summary>Of the tenant that asks; all of them for the installation. So are pools.</summary>
    public required int Routes { get; init; }

    public required int Pools { get; init; }

    /// <summary>Null before the first.</summary>
    public required long? ConfigRevision { get; init; }

    public required IReadOnlyList<ListenerBody> Listeners { get; init; }

    /// <param name="Name">As the configuration names it; <c>control</c> for a port of this process.</param>
    /// <param name="Endpoint">Address and port as they are bound.</param>
    /// <param name="Gateway">Where it is; null: a port of this process.</param>
    public sealed record ListenerBody(string Name, string Endpoint, bool Tls, string? Gateway);
}
