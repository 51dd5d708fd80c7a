using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Snapshot;

/// <summary>
/// Every backend that some loop may still know, by id, and the lasting identities of pools, routes and tenants. Anybody reads
/// <see cref="All"/>; everything else is for the one thread that builds and adopts snapshots.
/// </summary>
internal sealed class BackendRegistry(int loops, ResolvedNames names, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Dictionary<string, Backend> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _retiredAt = new(StringComparer.Ordinal);
    private readonly DenseNumbers _numbers = new();
    private Backend[] _all = [];

    public int Loops => loops;

    /// <summary>The addresses of names, which <see cref="BackendResolver"/> finds.</summary>
    public ResolvedNames Names => names;

    /// <summary>This machine's own addresses, where no backend of a tenant may be.</summary>
    public OwnAddresses Own { get; init; } = OwnAddresses.None;

    public KeyTable PoolKeys { get; } = new();

    public KeyTable RouteKeys { get; } = new();

    public KeyTable TenantKeys { get; } = new();

    /// <summary>All of them, those too that are gone from the configuration and still drain.</summary>
    public IReadOnlyList<Backend> All => Volatile.Read(ref _all);

    public Backend? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The backend of this id, made if there is none. Until a snapshot is adopted, one that exists keeps its state.</summary>
    public Backend Prepare(string id, string pool, BackendState state)
    {
        if (!_byId.TryGetValue(id, out var backend))
        {
            backend = new Backend(id, _numbers.Take(), pool, loops, WithEndpoints(state));
            _byId.Add(id, backend);
        }

        return backend;
    }

    /// <summary>Puts a snapshot's settings of backends in force; call it just before the snapshot is handed to the loops.</summary>
    public void Adopt(GatewaySnapshot snapshot)
    {
        foreach (var (backend, state) in snapshot.BackendStates)
        {
            _retiredAt.Remove(backend.Id);
            // Addresses that stay keep their array: whoever compares it sees that nothing changed.
            backend.Change(before => WithEndpoints((SameTarget(before, state) ? state with { Endpoints = before.Endpoints } : state) with
            {
                DrainingSince = !state.Draining ? null : before is { Draining: true, IsLeaving: false, DrainingSince: { } since } ? since : _time.GetUtcNow(),
            }));
        }

        Volatile.Write(ref _all, [.. _byId.Values.OrderBy(b => b.Index)]);
    }

    /// <summary>
    /// Lets backends drain that the snapshot does not name; call it when every loop has taken the snapshot over. Before that a loop may still
    /// choose among them, and must find them willing.
    /// </summary>
    public void Retire(GatewaySnapshot snapshot)
    {
        var named = snapshot.BackendStates.Select(s => s.Backend.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var backend in _byId.Values.Where(b => !named.Contains(b.Id)))
        {
            if (_retiredAt.TryAdd(backend.Id, snapshot.Revision))
            {
                backend.Change(before => before with { Draining = true, IsLeaving = true, DrainingSince = _time.GetUtcNow() });
            }
        }

        PoolKeys.Keep(snapshot.Pools.Select(p => p.Name).ToHashSet(StringComparer.Ordinal), snapshot.Revision);
        RouteKeys.Keep(snapshot.AllRoutes.Select(r => r.Name).ToHashSet(StringComparer.Ordinal), snapshot.Revision);
        TenantKeys.Keep(snapshot.Document.Tenants.Select(t => t.Name).ToHashSet(StringComparer.Ordinal), snapshot.Revision);
    }

    /// <summary>Forgets backends that no loop can reach any more and that have no connection left; their numbers are free again.</summary>
    /// <param name="oldestRevisionInUse">Of the snapshots that loops hold.</param>
    public IReadOnlyList<Backend> Release(long oldestRevisionInUse)
    {
        var released = _retiredAt.Where(r => r.Value <= oldestRevisionInUse).Select(r => _byId[r.Key])
            .Where(b => b.InFlight == 0 && b.Connections == 0).ToList();
        foreach (var backend in released)
        {
            _retiredAt.Remove(backend.Id);
            _byId.Remove(backend.Id);
            _numbers.GiveBack(backend.Index);
        }

        if (released.Count > 0)
        {
            Volatile.Write(ref _all, [.. _byId.Values.OrderBy(b => b.Index)]);
        }

        PoolKeys.Release(oldestRevisionInUse);
        RouteKeys.Release(oldestRevisionInUse);
        TenantKeys.Release(oldestRevisionInUse);
        return released;
    }

    /// <summary>The state with the addresses that its name has now; the same object where nothing changes.</summary>
    /// <param name="failure">Why the name could not be resolved this time; the last good addresses stay.</param>
    public BackendState WithEndpoints(BackendState state, string? failure = null)
    {
        var found = names.Find(state.Host);
        var allowed = state.Reachable is { } reachable ? [.. found.Where(a => reachable.FindObstacle(a, Own) is null)] : found;
        var problem = failure ?? (allowed.Length == 0 && found.Length > 0
            ? $"{found[0]} is {state.Reachable!.FindObstacle(found[0], Own)}, which is not open to the tenant (backend_networks)"
            : null);
        return state.ResolveError == problem && state.Endpoints.Select(e => e.Address).SequenceEqual(allowed)
            ? state
            : state with { Endpoints = [.. allowed.Select(a => new IPEndPoint(a, state.Port))], ResolveError = problem };
    }

    private static bool SameTarget(BackendState a, BackendState b) =>
        a.Port == b.Port && string.Equals(a.Host, b.Host, StringComparison.OrdinalIgnoreCase);
}
