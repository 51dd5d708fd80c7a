using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Backends;

/// <summary>Changes of pools in the document.</summary>
internal static class PoolEdits
{
    public static GatewayDocument Create(ConfigurationState state, ObjectScope scope, PoolSection pool) =>
        PoolObjects.Find(state, scope, scope.Plain(pool.Name)) is { IsFile: var isFile }
            ? throw (isFile
                ? ManagedBy.FileOnly($"The pool {scope.Plain(pool.Name)}", state)
                : new ChangeException(ApiProblem.Conflict($"There is a pool {scope.Plain(pool.Name)} already; PUT changes it.")))
            : state.Api with { Pools = [.. state.Api.Pools, pool] };

    public static GatewayDocument Replace(ConfigurationState state, ObjectScope scope, string ifMatch, PoolSection pool)
    {
        var before = Editable(state, scope, scope.Plain(pool.Name), ifMatch);
        return state.Api with { Pools = [.. state.Api.Pools.Select(p => p.Name == before.Name ? pool : p)] };
    }

    public static GatewayDocument Remove(ConfigurationState state, ObjectScope scope, string ifMatch, string name)
    {
        var pool = Editable(state, scope, name, ifMatch);
        var routes = state.Whole.Routes.Where(r => r.Pool == pool.Name).Select(r => scope.Plain(r.Name)).ToList();
        if (routes.Count > 0)
        {
            throw new ChangeException(ApiProblem.Conflict($"The pool {name} is used by {string.Join(", ", routes)}: point these routes elsewhere, or delete them, first."));
        }

        return state.Whole.Gateway.DefaultPool == pool.Name
            ? throw new ChangeException(ApiProblem.Conflict($"The pool {name} is gateway.default_pool: choose another there first."))
            : state.Api with { Pools = [.. state.Api.Pools.Where(p => p.Name != pool.Name)] };
    }

    /// <summary>The pool of this name, where the API may change it and the caller knows its current version.</summary>
    public static PoolSection Editable(ConfigurationState state, ObjectScope scope, string name, string? ifMatch)
    {
        var (pool, isFile) = PoolObjects.Find(state, scope, name) ?? throw new ChangeException(ApiProblem.NotFound("There is no such pool."));
        if (isFile)
        {
            throw ManagedBy.FileOnly($"The pool {name}", state);
        }

        return ifMatch is not null && EntityTags.FindStale(ifMatch, PoolObjects.Tag(pool)) is { } stale ? throw new ChangeException(stale) : pool;
    }
}
