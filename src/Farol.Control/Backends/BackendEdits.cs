using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Backends;

/// <summary>Changes of single backends in the document.</summary>
internal static class BackendEdits
{
    /// <summary>Adds a backend; a pool that does not exist is made for it, with every default, since clients of the original know no pools.</summary>
    public static GatewayDocument Add(ConfigurationState state, ObjectScope scope, string pool, BackendSection backend)
    {
        var id = scope.Plain(backend.Id);
        if (BackendList.FindSection(state, scope, id) is { } there)
        {
            throw there.IsFile
                ? ManagedBy.FileOnly($"The backend {id}", state)
                : new ChangeException(ApiProblem.Conflict($"There is a backend {id} already; PUT changes it."));
        }

        if (PoolObjects.Find(state, scope, pool) is null)
        {
            return state.Api with { Pools = [.. state.Api.Pools, new PoolSection { Name = scope.Qualify(pool), Tenant = scope.Owner, Backends = [backend] }] };
        }

        var found = PoolEdits.Editable(state, scope, pool, ifMatch: null);
        return With(state.Api, found with { Backends = [.. found.Backends, backend] });
    }

    public static GatewayDocument Replace(ConfigurationState state, ObjectScope scope, string ifMatch, string id, BackendSection backend)
    {
        var (pool, before) = Editable(state, scope, id, ifMatch);
        return With(state.Api, pool with { Backends = [.. pool.Backends.Select(b => b.Id == before.Id ? backend : b)] });
    }

    public static GatewayDocument Drain(ConfigurationState state, ObjectScope scope, string ifMatch, string id)
    {
        var (pool, before) = Removable(state, scope, id, ifMatch);
        return With(state.Api, pool with { Backends = [.. pool.Backends.Select(b => b.Id == before.Id ? b with { Drain = true } : b)] });
    }

    public static GatewayDocument Remove(ConfigurationState state, ObjectScope scope, string? ifMatch, string id)
    {
        var (pool, before) = Removable(state, scope, id, ifMatch);
        return With(state.Api, pool with { Backends = [.. pool.Backends.Where(b => b.Id != before.Id)] });
    }

    private static (PoolSection Pool, BackendSection Backend) Removable(ConfigurationState state, ObjectScope scope, string id, string? ifMatch)
    {
        var found = Editable(state, scope, id, ifMatch);
        return found.Pool.Backends.Count > 1
            ? found
            : throw new ChangeException(ApiProblem.Conflict(
                $"It is the last backend of the pool {scope.Plain(found.Pool.Name)}: add another first, or delete the pool, which takes it along."));
    }

    private static (PoolSection Pool, BackendSection Backend) Editable(ConfigurationState state, ObjectScope scope, string id, string? ifMatch)
    {
        var (pool, backend, isFile) = BackendList.FindSection(state, scope, id) ?? throw new ChangeException(ApiProblem.NotFound("There is no such backend."));
        if (isFile)
        {
            throw ManagedBy.FileOnly($"The backend {id}", state);
        }

        return ifMatch is not null && EntityTags.FindStale(ifMatch, BackendList.Tag(backend)) is { } stale ? throw new ChangeException(stale) : (pool, backend);
    }

    private static GatewayDocument With(GatewayDocument document, PoolSection pool) =>
        document with { Pools = [.. document.Pools.Select(p => p.Name == pool.Name ? pool : p)] };
}
