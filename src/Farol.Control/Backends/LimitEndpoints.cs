using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Backends;

/// <summary><c>/api/limits</c>: what clients may ask for, in one place.</summary>
internal static class LimitEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/limits", Get).RequireRole(Role.Viewer).WithTags("backends").Produces<LimitsObject>();
        api.MapPut("/api/limits", ChangeAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<LimitsObject>("application/json").Produces<LimitsObject>();
    }

    private static IResult Get(HttpContext http, ObjectChanges changes, ITenantLimits plans) =>
        ObjectScope.TryGet(http, Role.Viewer, out var scope, out var problem)
            ? Answer(http, changes.Current, scope, plans)
            : problem!;

    private static async Task<IResult> ChangeAsync(HttpContext http, ObjectChanges changes, ITenantLimits plans)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var (body, unreadable) = await ApiJson.ReadElementAsync(http, ObjectBody.MaxBodyBytes);
        var ifMatch = http.Request.Headers.IfMatch.ToString();
        return body is not { } given || LimitObjects.Read(given, out problem) is not { } limits
            ? unreadable ?? problem!
            : await changes.ApplyAsync(
                http, scope, "limits.change", scope.TenantId, state => LimitObjects.Apply(state, scope, ifMatch, given, limits),
                state => Answer(http, state, scope, plans));
    }

    private static IResult Answer(HttpContext http, Revisions.ConfigurationState state, ObjectScope scope, ITenantLimits plans) => ObjectBody.Answer(
        http, LimitObjects.ToJson(state, scope, scope.Owner is { } tenant ? plans.Find(tenant) : null), LimitObjects.Tag(state, scope));
}
