using System.Net;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Security.Events;

/// <summary><c>GET /api/security/events</c>.</summary>
internal static class SecurityEventEndpoints
{
    private const int MaxFilterLength = 300;

    public static void MapSecurityEvents(this IEndpointRouteBuilder api) => api.MapGet("/api/security/events", ListAsync)
        .RequireRole(Role.Viewer)
        .WithTags("security")
        .WithSummary("Security events, newest first: own ones, and for the platform everybody's")
        .Produces<Page<SecurityEventBody>>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>Filters: <c>type</c>, <c>severity</c>, <c>rule</c>, <c>source</c>, <c>from</c>, <c>to</c>.</summary>
    private static async Task<IResult> ListAsync(HttpContext http, SecurityEventStore store)
    {
        if (!TenantScope.TryGetOrAll(http, Role.Viewer, out var tenantId, out var problem)
            || !PageRequest.TryRead(http.Request, out var page, out problem)
            || !TryReadFilter(http.Request, out var filter, out problem))
        {
            return problem!;
        }

        // The platform's own administrators see everybody's unless they name a tenant.
        var isEverybodys = http.GetCaller().IsPlatform && !http.Request.Query.ContainsKey(TenantScope.Parameter);
        var (items, total) = await store.ListAsync(isEverybodys ? null : tenantId, filter, page.Skip, page.Size, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Page<SecurityEventBody>(items, total, page.Number, page.Size), SecurityJson.Default.PageSecurityEventBody);
    }

    private static bool TryReadFilter(HttpRequest request, out EventFilter filter, out ApiProblem? problem)
    {
        var errors = new Dictionary<string, string[]>();
        filter = new EventFilter
        {
            Type = Word(request, "type", SecurityWords.Types, errors),
            Severity = Word(request, "severity", SecurityWords.Severities, errors),
            Rule = Text(request, "rule", errors),
            Source = Address(request, errors),
            From = QueryTime.Read("from", Text(request, "from", errors), errors),
            To = QueryTime.Read("to", Text(request, "to", errors), errors),
        };
        problem = errors.Count == 0 ? null : ApiProblem.Invalid(errors);
        return problem is null;
    }

    private static string? Word(HttpRequest request, string name, IReadOnlyList<string> words, Dictionary<string, string[]> errors)
    {
        var text = Text(request, name, errors);
        if (text is null || words.Contains(text))
        {
            return text;
        }

        errors[name] = [$"is one of {string.Join(", ", words)}"];
        return null;
    }

    private static string? Text(HttpRequest request, string name, Dictionary<string, string[]> errors)
    {
        var text = request.Query[name].ToString();
        if (text.Length > MaxFilterLength)
        {
            errors[name] = [$"has at most {MaxFilterLength} characters"];
        }

        return text.Length is 0 or > MaxFilterLength ? null : text;
    }

    /// <summary>In the spelling that events are stored with.</summary>
    private static string? Address(HttpRequest request, Dictionary<string, string[]> errors) =>
        Text(request, "source", errors) is { } text && IPAddress.TryParse(text, out var address)
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : Text(request, "source", errors);
}
