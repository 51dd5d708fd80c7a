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

    /// <param name="Remote">On another machine.</param>
    /// <param name="Since">When its link came or went; null: it has joined, and has not linked since this control plane started.</param>
    /// <param name="LastSeen">When it was heard of last; a linked one speaks each second.</param>
    /// <param name="Reason">Why it is away; null: it is linked, or was never seen.</param>
    /// <param name="Revision">What it runs on; behind <c>config_revision</c> by so many revisions.</param>
    /// <param name="RefusedRevision">The newest revision, where it refuses that.</param>
    public sealed record GatewayBody(
        string Name,
        bool Remote,
        bool Connected,
        DateTimeOffset? Since,
        DateTimeOffset? LastSeen,
        string? Reason,
        string? ProgramVersion,
        ulong? Revision,
        ulong? RefusedRevision,
        long? OpenConnections,
        long? RequestsTotal);

    /// <param name="Channels">Clients by channel.</param>
    public sealed record SocketsBody(int Clients, IReadOnlyDictionary<string, int> Channels, long MessagesSent, long MessagesDropped, long BytesSent);

    /// <param name="Kind">Where the state lies: sqlite or postgresql.</param>
    /// <param name="StateBytes">The state's database.</param>
    /// <param name="HistoryBytes">On disk.</param>
    public sealed record StoreBody(string Kind, long StateBytes, long HistoryBytes);
}
