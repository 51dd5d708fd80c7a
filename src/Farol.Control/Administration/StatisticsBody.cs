namespace Farol.Control.Administration;

/// <summary>GET /api/admin/stats: how much there is in the installation.</summary>
public sealed record StatisticsBody
{
    public required DateTimeOffset Timestamp { get; init; }

    public required long UptimeSeconds { get; init; }

    /// <summary>Not counting closed ones.</summary>
    public required long Tenants { get; init; }

    public required long Users { get; init; }

    public required long DisabledUsers { get; init; }

    /// <summary>Logins that are live now.</summary>
    public required long Sessions { get; init; }

    public required int Routes { get; init; }

    public required int Pools { get; init; }

    public required int Backends { get; init; }

    public required long? ConfigRevision { get; init; }

    public required IReadOnlyList<GatewayBody> Gateways { get; init; }

    public required SocketsBody Websockets { get; init; }

    public required StoreBody Store { get; init; }

    public sealed record GatewayBody(string Name, bool Connected, DateTimeOffset Since, ulong? Revision, long? OpenConnections, long? RequestsTotal);

    /// <param name="Channels">Clients by channel.</param>
    public sealed record SocketsBody(int Clients, IReadOnlyDictionary<string, int> Channels, long MessagesSent, long MessagesDropped, long BytesSent);

    /// <param name="HistoryBytes">On disk.</param>
    public sealed record StoreBody(long HistoryBytes);
}
