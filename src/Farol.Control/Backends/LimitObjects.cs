using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Control.Tenants;

namespace Farol.Control.Backends;

/// <summary>Limits as the API has them: the gateway's for the platform, the plan's and its routes' for a tenant.</summary>
internal static class LimitObjects
{
    private static readonly string[] _answered = ["plan", "used", "tenant"];

    public static LimitsObject Of(ConfigurationState state, ObjectScope scope) => new()
    {
        Bounds = state.Whole.Gateway.Limits,
        RateLimits = state.Whole.Gateway.RateLimits,
        Routes =
        [
            .. state.Whole.Routes.Where(r => scope.Owns(r, state.Whole)).OrderBy(r => r.Name, StringComparer.Ordinal)
                .Select(r => new RouteLimitsObject { Name = scope.Plain(r.Name), RateLimits = r.RateLimits, MaxBodyBytes = r.MaxBodyBytes }),
        ],
    };

    public static string Tag(ConfigurationState state, ObjectScope scope) => EntityTags.Of(ObjectForms.Limits.Canonical(Of(state, scope)));

    /// <param name="plan">What the tenant's plan allows; null: no bound, or the platform's own.</param>
    public static JsonObject ToJson(ConfigurationState state, ObjectScope scope, TenantLimits? plan)
    {
        var json = ObjectForms.Limits.Write(Of(state, scope));
        json["tenant"] = scope.TenantId;
        json["managed_by"] = IsFiles(state) ? ManagedBy.File : ManagedBy.Api;
        json["plan"] = plan is null ? null : new JsonObject
        {
            ["max_requests_per_second"] = plan.MaxRequestsPerSecond,
            ["max_burst_size"] = plan.MaxBurstSize,
            ["max_routes"] = plan.MaxRoutes,
            ["max_backends"] = plan.MaxBackends,
            ["backend_networks"] = new JsonArray([.. plan.BackendNetworks.Select(n => (JsonNode)n.ToString())]),
        };
        json["used"] = new JsonObject
        {
            ["routes"] = state.Whole.Routes.Count(r => scope.Owns(r, state.Whole)),
            ["backends"] = state.Whole.Pools.Where(scope.Owns).Sum(p => p.Backends.Count),
        };
        return json;
    }

    public static LimitsObject? Read(JsonElement body, out ApiProblem? problem) => ObjectBody.Read(ObjectForms.Limits, body, null, out problem, _answered);

    /// <summary>Puts in force what the body names, and leaves the rest.</summary>
    public static GatewayDocument Apply(ConfigurationState state, ObjectScope scope, string ifMatch, JsonElement body, LimitsObject limits)
    {
        if (EntityTags.FindStale(ifMatch, Tag(state, scope)) is { } stale)
        {
            throw new ChangeException(stale);
        }

        var gateway = state.Whole.Gateway with
        {
            Limits = body.TryGetProperty("bounds", out _) ? limits.Bounds : state.Whole.Gateway.Limits,
            RateLimits = body.TryGetProperty("rate_limits", out _) ? limits.RateLimits : state.Whole.Gateway.RateLimits,
        };
        var isOthers = gateway != state.Whole.Gateway;
        if (isOthers && scope.Owner is not null)
        {
            throw new ChangeException(ApiProblem.Invalid("bounds", "bounds and rate_limits are the whole gateway's; a tenant sets those of its routes"));
        }

        if (isOthers && IsFiles(state))
        {
            throw ManagedBy.FileOnly("gateway", state);
        }

        var named = Named(state, scope, limits);
        return (isOthers ? state.Api with { Gateway = gateway } : state.Api) with
        {
            Routes = [.. state.Api.Routes.Select(r => named.TryGetValue(r.Name, out var own) ? r with { RateLimits = own.RateLimits, MaxBodyBytes = own.MaxBodyBytes } : r)],
        };
    }

    private static Dictionary<string, RouteLimitsObject> Named(ConfigurationState state, ObjectScope scope, LimitsObject limits)
    {
        var named = new Dictionary<string, RouteLimitsObject>(StringComparer.Ordinal);
        var errors = new FieldErrors();
        for (var i = 0; i < limits.Routes.Count; i++)
        {
            var given = limits.Routes[i];
            if (RouteObjects.Find(state, scope, given.Name) is not { } found)
            {
                errors.Add($"routes[{i}].name", "there is no such route");
            }
            else if (found.IsFile && (found.Route.RateLimits != given.RateLimits || found.Route.MaxBodyBytes != given.MaxBodyBytes))
            {
                throw ManagedBy.FileOnly($"The route {given.Name}", state);
            }
            else if (!named.TryAdd(found.Route.Name, given))
            {
                errors.Add($"routes[{i}].name", "is named twice");
            }
        }

        return errors.ToProblem() is { } problem ? throw new ChangeException(problem) : named;
    }

    private static bool IsFiles(ConfigurationState state) => state.File.Gateway != new GlobalSection();
}
