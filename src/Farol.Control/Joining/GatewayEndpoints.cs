using System.Text;
using Farol.Access.Accounts;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Gateways;
using Farol.Control.Tenants;
using Farol.Control.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Joining;

/// <summary><c>/api/gateways</c>: what <c>farol gateway token create</c>, <c>list</c> and <c>revoke</c> do, for administrators of the installation.</summary>
internal static class GatewayEndpoints
{
    private const int MaxNameLength = 40;
    private const int MaxLifetimeLength = 20;

    public static void MapGatewayRows(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/gateways").WithTags("gateways").RequirePlatform();
        group.MapGet("", ListAsync).WithSummary("Gateways: this machine's, those of others, and invitations").Produces<Page<JoinedGatewayBody>>();
        group.MapGet("/{name}", ReadAsync).WithSummary("One gateway").Produces<JoinedGatewayBody>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", InviteAsync).WithSummary("Makes a token with which a gateway of another machine joins once; it is shown this once")
            .Accepts<GatewayInvitation>("application/json").Produces<InvitedGatewayBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{name}", RevokeAsync).WithSummary("Revokes a gateway or its invitation: its link ends at once, and its name is free").Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<IResult> ListAsync(HttpContext http, GatewayRoster roster) => PageRequest.TryRead(http.Request, out var page, out var problem)
        ? Results.Json(page.Of([.. (await roster.ListAsync(http.RequestAborted)).Select(JoinedGatewayBody.Of)]), JoiningJson.Default.PageJoinedGatewayBody)
        : problem!;

    private static async Task<IResult> ReadAsync(HttpContext http, GatewayRoster roster, string name)
    {
        if (await FindAsync(http, roster, name) is not { } gateway)
        {
            return TenantScope.Missing("gateway");
        }

        http.Response.Headers.ETag = Tag(gateway);
        return Results.Json(gateway, JoiningJson.Default.JoinedGatewayBody);
    }

    private static async Task<IResult> InviteAsync(HttpContext http, GatewayTokens tokens, ControlOptions options)
    {
        var (request, problem) = await ApiJson.ReadAsync(http, JoiningJson.Default.GatewayInvitation);
        if (request is null)
        {
            return problem!;
        }

        var errors = new FieldErrors();
        var name = errors.Required("name", request.Name, MaxNameLength);
        var given = errors.Optional("lifetime", request.Lifetime, MaxLifetimeLength);
        var lifetime = GatewayTokens.DefaultLifetime;
        errors.AddIf("name", name.Length == 0 ? null : GatewayTokens.FindNameFault(name));
        errors.AddIf("lifetime", given is null || ShortDuration.TryParse(given, out lifetime) ? GatewayTokens.FindLifetimeFault(lifetime) : ShortDuration.Expected);
        if (errors.ToProblem() is { } wrong)
        {
            return wrong;
        }

        if (options.LinkListen is not { } listen)
        {
            return ApiProblem.Conflict("No gateway of another machine can come in: set FAROL_LINK_LISTEN.");
        }

        try
        {
            var (token, expiresAt) = await tokens.CreateAsync(name, lifetime, Change.By(http), http.RequestAborted);
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.Location = $"/api/gateways/{name}";
            return Results.Json(new InvitedGatewayBody(name, "invited", token.Text, expiresAt, listen.Port), JoiningJson.Default.InvitedGatewayBody, statusCode: StatusCodes.Status201Created);
        }
        catch (JoiningException refused)
        {
            return ApiProblem.Conflict(refused.Message);
        }
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, GatewayTokens tokens, GatewayRoster roster, string name)
    {
        if (await FindAsync(http, roster, name) is not { } gateway)
        {
            return TenantScope.Missing("gateway");
        }

        if (EntityTags.FindStale(http.Request, Tag(gateway)) is { } stale)
        {
            return stale;
        }

        if (name == GatewayLinks.Local)
        {
            return ApiProblem.Conflict("It is the gateway of this machine: it goes with the program.");
        }

        try
        {
            await tokens.RevokeAsync(name, Change.By(http), http.RequestAborted);
            return Results.NoContent();
        }
        catch (JoiningException refused)
        {
            return ApiProblem.Conflict(refused.Message);
        }
    }

    private static async Task<JoinedGatewayBody?> FindAsync(HttpContext http, GatewayRoster roster, string name) =>
        (await roster.ListAsync(http.RequestAborted)).FirstOrDefault(g => g.Name == name) is { } line ? JoinedGatewayBody.Of(line) : null;

    /// <summary>Of what administrators decide: whether its link is up is no version of it.</summary>
    private static string Tag(JoinedGatewayBody gateway) => EntityTags.Of(Encoding.UTF8.GetBytes(
        $"{gateway.Name} {gateway.State is "revoked"} {gateway.State is "invited"} {gateway.ExpiresAt?.ToUnixTimeMilliseconds()}"));
}
