using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Backends;

/// <summary>Changes of routes in the document.</summary>
internal static class RouteEdits
{
    public static GatewayDocument Create(ConfigurationState state, ObjectScope scope, RouteSection route)
    {
        var name = scope.Plain(route.Name);
        return RouteObjects.Find(state, scope, name) is { IsFile: var isFile }
            ? throw (isFile
                ? ManagedBy.FileOnly($"The route {name}", state)
                : new ChangeException(ApiProblem.Conflict($"There is a route {name} already; PUT changes it.")))
            : state.Api with { Routes = [.. state.Api.Routes, Pointed(state, scope, route)] };
    }

    public static GatewayDocument Replace(ConfigurationState state, ObjectScope scope, string ifMatch, RouteSection route)
    {
        var before = Editable(state, scope, scope.Plain(route.Name), ifMatch);
        var after = Pointed(state, scope, route);
        return state.Api with { Routes = [.. state.Api.Routes.Select(r => r.Name == before.Name ? after : r)] };
    }

    public static GatewayDocument Remove(ConfigurationState state, ObjectScope scope, string ifMatch, string name)
    {
        var route = Editable(state, scope, name, ifMatch);
        return state.Api with { Routes = [.. state.Api.Routes.Where(r => r.Name != route.Name)] };
    }

    /// <summary>A tenant's route goes to a pool of that tenant, whoever manages the pool.</summary>
    private static RouteSection Pointed(ConfigurationState state, ObjectScope scope, RouteSection route)
    {
        if (route.Pool is null)
        {
            return route;
        }

        var name = scope.Plain(route.Pool);
        return PoolObjects.Find(state, scope, name) is { } found
            ? route with { Pool = found.Pool.Name }
            : throw new ChangeException(ApiProblem.Invalid("pool", $"there is no pool \"{name}\"; make it with POST /api/pools, or with a first backend"));
    }

    private static RouteSection Editable(ConfigurationState state, ObjectScope scope, string name, string ifMatch)
    {
        var (route, isFile) = RouteObjects.Find(state, scope, name) ?? throw new ChangeException(ApiProblem.NotFound("There is no such route."));
        if (isFile)
        {
            throw ManagedBy.FileOnly($"The route {name}", state);
        }

        return EntityTags.FindStale(ifMatch, RouteObjects.Tag(route)) is { } stale ? throw new ChangeException(stale) : route;
    }
}
