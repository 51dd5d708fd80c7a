using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Limits;
using Farol.Gateway.Routing;

namespace Farol.Gateway.Snapshot;

/// <summary>
/// Turns a validated document into a snapshot, off the loops. What equals its part of the snapshot before is taken over as the same object:
/// a change of one route among 100 000 makes one route and one host anew.
/// </summary>
internal sealed class SnapshotBuilder(BackendRegistry registry)
{
    /// <param name="previous">The snapshot in force; null: there is none.</param>
    /// <param name="stickyKey">Signs sticky cookies; null: as before.</param>
    public GatewaySnapshot Build(GatewayDocument document, long revision, GatewaySnapshot? previous, byte[]? stickyKey = null)
    {
        var tenants = Tenants(document, previous);
        var pools = new PoolFactory(registry, tenants, previous);
        foreach (var pool in document.Pools)
        {
            pools.Add(pool);
        }

        var routes = new RouteFactory(registry.RouteKeys, pools.ByName, tenants, document.Gateway, previous);
        var all = document.Routes.Select(routes.Make).ToArray();
        var unknownHost = routes.MakeUnknownHost();
        return new GatewaySnapshot
        {
            Revision = revision,
            Document = document,
            Tenants = tenants,
            Pools = [.. document.Pools.Select(p => pools.ByName[p.Name])],
            Routes = new RouteTable(all, previous?.Routes),
            AllRoutes = unknownHost is null ? all : [.. all, unknownHost],
            BackendStates = [.. pools.States],
            UnknownHost = unknownHost,
            TrustedProxies = new IpNetworkSet(document.Gateway.TrustedProxies),
            DebugNetworks = new IpNetworkSet(document.Gateway.DebugNetworks),
            ErrorPages = routes.CommonPages,
            Places = Places(document, previous),
            RegionHeader = System.Text.Encoding.ASCII.GetBytes(document.Gateway.RegionHeader?.ToLowerInvariant() ?? ""),
            Region = System.Text.Encoding.UTF8.GetBytes(document.Gateway.Region ?? ""),
            StickyKey = stickyKey is null || previous?.StickyKey.AsSpan().SequenceEqual(stickyKey) == true ? previous?.StickyKey ?? [] : stickyKey,
            Blocks = previous is not null && previous.Blocks.IsOf(document.Blocks, tenants) ? previous.Blocks : new BlockTable(document.Blocks, tenants),
            AcmeAnswers = new AcmeAnswers(document.AcmeChallenges),
        };
    }

    private Dictionary<string, Tenant> Tenants(GatewayDocument document, GatewaySnapshot? previous) => document.Tenants.ToDictionary(
        t => t.Name,
        t => previous?.Tenants.GetValueOrDefault(t.Name) is { } same && same.Settings == t
            ? same
            : new Tenant { Key = registry.TenantKeys.KeyOf(t.Name), Settings = t, Reachable = new ReachableNetworks(t.BackendNetworks) },
        StringComparer.Ordinal);

    /// <summary>Only where a pool asks for it: a file of cities takes 60 MB.</summary>
    private static GeoDatabase? Places(GatewayDocument document, GatewaySnapshot? previous) =>
        document.Gateway.GeoDatabase is { } path && document.Pools.Any(p => p.Algorithm == BalancingAlgorithm.GeoProximity)
            ? GeoDatabase.Load(path, previous?.Places)
            : null;
}
