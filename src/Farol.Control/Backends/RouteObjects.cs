using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Hosts;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Backends;

/// <summary>Routes as their tenant knows them, and as the document has them.</summary>
internal static class RouteObjects
{
    /// <summary>What an address of the API means already.</summary>
    private const string Taken = "test";

    public static string Tag(RouteSection route) => EntityTags.Of(ObjectForms.Route.Canonical(route));

    /// <summary>The route of this name in the document, and whether it is the file's; null: the tenant has none.</summary>
    public static (RouteSection Route, bool IsFile)? Find(ConfigurationState state, ObjectScope scope, string name) =>
        Find(state.Api, state, scope, name) is { } made ? (made, false) : Find(state.File, state, scope, name) is { } described ? (described, true) : null;

    public static JsonObject ToJson(HttpContext http, RouteSection route, ConfigurationState state, string managedBy)
    {
        var scope = ObjectScope.Of(ObjectScope.TenantOf(route, state.Whole));
        var json = ObjectForms.Route.Write(route with
        {
            Name = scope.Plain(route.Name),
            Pool = route.Pool is { } pool ? scope.Plain(pool) : null,
            Tenant = scope.TenantId,
        });
        json["managed_by"] = managedBy;
        return ObjectBody.WithState(http, json, $"route {route.Name}");
    }

    /// <summary>The route that a body describes, as the document has it.</summary>
    /// <param name="stored">What it replaces; null: nothing.</param>
    public static RouteSection? Read(JsonElement body, ObjectScope scope, string? name, RouteSection? stored, out ApiProblem? problem)
    {
        var known = stored is null ? null : stored with { Name = scope.Plain(stored.Name), Pool = stored.Pool is { } led ? scope.Plain(led) : null };
        if (Spelt(body, out problem) is not { } spelt || ObjectBody.Read(ObjectForms.Route, ObjectBody.WithName(spelt, name), known, out problem) is not { } route)
        {
            return null;
        }

        var errors = new FieldErrors();
        var host = route.Host;
        var plain = route.Name.Length > 0 ? route.Name : $"{host}{(route.PathPrefix.Length > 1 ? route.PathPrefix.TrimEnd('/') : route.PathPrefix)}";
        ObjectBody.CheckName("name", plain, errors);
        if (plain == Taken)
        {
            errors.Add("name", $"{Taken} is taken: /api/routes/{Taken} tells which route a request takes");
        }

        if (name is not null && plain != name)
        {
            errors.Add("name", $"is {name}, as the address says; a route of another name is another route");
        }

        ObjectBody.CheckTenant(route.Tenant, scope, errors);
        for (var i = 0; i < route.ErrorPages.Count; i++)
        {
            ObjectBody.RefuseFile($"error_pages[{i}].file", route.ErrorPages[i].File, "body", errors);
        }

        problem = errors.ToProblem();
        return problem is not null ? null : route with
        {
            Name = scope.Qualify(plain),
            PathPrefix = route.PathPrefix.Length > 1 ? route.PathPrefix.TrimEnd('/') : route.PathPrefix,
            Pool = route.Pool is { } pool ? scope.Qualify(pool) : null,
            Tenant = scope.Owner,
        };
    }

    /// <summary>The body with its host in the one spelling, before anything else is asked of it; null: it is no host.</summary>
    private static JsonElement? Spelt(JsonElement body, out ApiProblem? problem)
    {
        problem = null;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("host", out var given) || given.ValueKind != JsonValueKind.String)
        {
            return body;
        }

        var host = HostPattern.Normalise(given.GetString()!, out var fault);
        problem = fault is null ? null : ApiProblem.Invalid("host", fault);
        return fault is null ? ObjectBody.With(body, "host", host) : null;
    }

    private static RouteSection? Find(GatewayDocument document, ConfigurationState state, ObjectScope scope, string name) =>
        document.Routes.FirstOrDefault(r => scope.Plain(r.Name) == name && scope.Owns(r, state.Whole));
}
