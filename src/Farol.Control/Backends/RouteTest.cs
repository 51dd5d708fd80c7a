using System.Net;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Gateways;
using Farol.Control.Hosts;
using Farol.Control.LiveFeed;
using Farol.Control.Revisions;
using Farol.Link.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Backends;

/// <summary><c>/api/routes/test</c>: asks a gateway, which sends nothing on. A tenant is told only of hosts that are its own.</summary>
internal static class RouteTest
{
    private const int MaxHostLength = 260;
    private const int MaxPathLength = 8192;
    private const int MaxHeaders = 50;

    public static void MapRouteTest(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/routes/test", AskAsync).RequireRole(Role.Viewer).WithTags("backends").Produces<RouteTestBody>();
        api.MapPost("/api/routes/test", AskWithBodyAsync).RequireRole(Role.Viewer).WithTags("backends")
            .Accepts<RouteTestRequest>("application/json").Produces<RouteTestBody>();
    }

    private static Task<IResult> AskAsync(HttpContext http, IConfiguration configuration, IGatewayFleet fleet, HostOwners hosts)
    {
        var query = http.Request.Query;
        return AnswerAsync(
            http,
            new RouteTestRequest
            {
                Host = query["host"].ToString(),
                Path = query["path"].ToString() is { Length: > 0 } path ? path : null,
                Method = query["method"].ToString() is { Length: > 0 } method ? method : null,
                ClientAddress = query["client_address"].ToString() is { Length: > 0 } client ? client : null,
            },
            configuration, fleet, hosts);
    }

    private static async Task<IResult> AskWithBodyAsync(HttpContext http, IConfiguration configuration, IGatewayFleet fleet, HostOwners hosts)
    {
        var (request, problem) = await ApiJson.ReadAsync(http, BackendsJson.Default.RouteTestRequest);
        return request is null ? problem! : await AnswerAsync(http, request, configuration, fleet, hosts);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, RouteTestRequest request, IConfiguration configuration, IGatewayFleet fleet, HostOwners hosts)
    {
        if (!ObjectScope.TryGet(http, Role.Viewer, out var scope, out var problem) || (problem = FindFault(request)) is not null)
        {
            return problem!;
        }

        if (scope.Owner is { } tenant && !await IsOwnAsync(tenant, request.Host, configuration.Current, hosts, http.RequestAborted))
        {
            return ApiProblem.NotFound($"{request.Host} is no host of {tenant}.");
        }

        var question = new RouteQuestion { Method = request.Method ?? "GET", Host = request.Host, Path = request.Path ?? "/", ClientAddress = request.ClientAddress ?? "" };
        foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>())
        {
            question.Headers[name] = value;
        }

        return await fleet.AskAsync(question, http.RequestAborted) is { } answer
            ? TypedResults.Json(Told(answer, scope), ControlJson.Options)
            : ApiProblem.Unavailable("No gateway is linked, or none answered in time.", TimeSpan.FromSeconds(1));
    }

    private static RouteTestBody Told(RouteAnswer answer, ObjectScope scope)
    {
        var owner = answer.Tenant.Length == 0 ? null : answer.Tenant;
        if (scope.Owner is not null && owner != scope.Owner)
        {
            // An unproven or unused part of the host falls to somebody else's route, of which a tenant hears nothing.
            return new RouteTestBody(null, null, null, scope.TenantId, answer.Status is 404 or 421 ? (int)answer.Status : null, ["no route of yours takes it"]);
        }

        // The platform asks in its own name and may see every tenant's.
        var words = ObjectScope.Of(owner);
        return new RouteTestBody(
            Named(answer.Route, words), Named(answer.Pool, words), Named(answer.Backend, words), ObjectBody.TenantName(owner),
            answer.Status == 0 ? null : (int)answer.Status, [.. answer.Reasons.Select(words.InWords)]);
    }

    private static string? Named(string name, ObjectScope scope) => name.Length == 0 ? null : scope.Plain(name);

    private static async Task<bool> IsOwnAsync(string tenant, string authority, ConfigurationState state, HostOwners hosts, CancellationToken cancellationToken)
    {
        var host = HostPattern.WithoutPort(authority);
        return (HostPattern.Normalise(host, out var fault) is var name && fault is null && await hosts.FindObstacleAsync(tenant, name, cancellationToken) is null)
            || state.Whole.Routes.Any(r => ObjectScope.TenantOf(r, state.Whole) == tenant && HostPattern.Takes(r.Host, host));
    }

    private static ApiProblem? FindFault(RouteTestRequest request)
    {
        var errors = new FieldErrors();
        _ = errors.Required("host", request.Host, MaxHostLength);
        _ = errors.Optional("path", request.Path, MaxPathLength);
        if (request.Path is not null && !request.Path.StartsWith('/'))
        {
            errors.Add("path", "begins with /");
        }

        if (request.Method is { } method && (method.Length is 0 or > 20 || !method.All(char.IsAsciiLetter)))
        {
            errors.Add("method", "expected a method such as GET");
        }

        if (request.ClientAddress is not null && !IPAddress.TryParse(request.ClientAddress, out _))
        {
            errors.Add("client_address", "expected an address");
        }

        if (request.Headers is { Count: > MaxHeaders })
        {
            errors.Add("headers", $"has more than {MaxHeaders} entries");
        }

        return errors.ToProblem();
    }
}
