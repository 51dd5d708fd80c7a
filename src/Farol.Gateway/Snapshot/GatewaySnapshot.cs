using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Limits;
using Farol.Gateway.Routing;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Snapshot;

/// <summary>
/// One configuration in the form that loops read: immutable, taken whole between two events. What did not change since the snapshot before
/// is the same object in both.
/// </summary>
internal sealed class GatewaySnapshot
{
    /// <summary>The control plane's number; 1, 2, … where a file is read.</summary>
    public required long Revision { get; init; }

    /// <summary><see cref="GatewayJson.Hash"/> of the document; taken when first asked for, since it reads the document whole.</summary>
    public string Hash
    {
        get => field ??= GatewayJson.Hash(Document);
        init;
    }

    public required GatewayDocument Document { get; init; }

    public GlobalSection Settings => Document.Gateway;

    public required RouteTable Routes { get; init; }

    public required IReadOnlyDictionary<string, Tenant> Tenants { get; init; }

    /// <summary>In the order of the document, not by <see cref="Pool.Index"/>.</summary>
    public required Pool[] Pools { get; init; }

    /// <summary>In the order of the document, with the one for unknown hosts at the end where there is one.</summary>
    public required Route[] AllRoutes { get; init; }

    /// <summary>What the document says of each backend; in force once <see cref="BackendRegistry.Adopt"/> was called.</summary>
    public required (Backend Backend, BackendState State)[] BackendStates { get; init; }

    /// <summary>Takes requests for hosts that no route knows; null: 421.</summary>
    public Route? UnknownHost { get; init; }

    public required IpNetworkSet TrustedProxies { get; init; }

    public required IpNetworkSet DebugNetworks { get; init; }

    /// <summary>Pages where no route matched.</summary>
    public ErrorPage[] ErrorPages { get; init; } = [];

    /// <summary>The page for an answer that no route gives; null: the gateway's own short text.</summary>
    public ErrorPage? PageFor(int status) => ErrorPage.Find(ErrorPages, status);

    /// <summary>Where this gateway stands, as backends' regions are compared with it; empty: unknown.</summary>
    public byte[] Region { get; init; } = [];

    /// <summary>Places of clients, for pools that choose by region; null: no file is given, or no pool asks.</summary>
    public GeoDatabase? Places { get; init; }

    /// <summary>Signs sticky cookies; empty: the server's own holds. Secret. The same object while it is the same key.</summary>
    public byte[] StickyKey { get; init; } = [];

    public BlockTable Blocks { get; init; } = BlockTable.None;

    public required AcmeAnswers AcmeAnswers { get; init; }

    /// <summary>In lower case: where a trusted proxy tells a client's region; empty: nowhere.</summary>
    public byte[] RegionHeader { get; init; } = [];

    /// <summary>Where a client is for a pool that chooses by region; where that is unknown, the gateway's own region.</summary>
    /// <param name="room">For the answer: <see cref="GeoDatabase.MaxLabelBytes"/>.</param>
    public ReadOnlySpan<byte> RegionOf(Pool pool, UInt128 client, Span<byte> room) =>
        Places is not null && pool.Settings.Algorithm == BalancingAlgorithm.GeoProximity && Places.Find(client, room) is > 0 and var length
            ? room[..length]
            : Region;
}
