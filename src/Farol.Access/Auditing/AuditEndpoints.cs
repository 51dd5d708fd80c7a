using System.Globalization;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Auditing;

/// <summary><c>GET /api/audit</c>: a tenant's administrators see what concerns it, the platform's with <c>?tenant=all</c> everything.</summary>
internal static class AuditEndpoints
{
    private const int MaxFilterLength = 300;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/audit", ListAsync).WithTags("audit").RequireRole(Role.Admin).Produces<Page<AuditBody>>();
        api.MapPost("/api/audit/verify", VerifyAsync).WithTags("audit").RequirePlatform().Produces<AuditVerdictBody>();
    }

    /// <summary>The entries are of all tenants in one chain.</summary>
    private static async Task<IResult> VerifyAsync(HttpContext http, IAudit audit) =>
        TypedResults.Json(AuditVerdictBody.From(await audit.VerifyAsync(http.RequestAborted)), AccessJson.Default.AuditVerdictBody);

    /// <summary><c>?actor=&amp;action=&amp;target=&amp;result=&amp;from=&amp;to=</c>, newest first.</summary>
    private static async Task<IResult> ListAsync(HttpContext http, IAudit audit)
    {
        if (!ActingTenant.TryGetOrAll(http, Role.Admin, out var tenantId, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem))
        {
            return problem!;
        }

        var errors = new FieldErrors();
        var filter = new AuditFilter(tenantId)
        {
            Actor = Text(http, "actor", errors),
            Action = Text(http, "action", errors),
            Target = Text(http, "target", errors),
            Result = errors.OneOf("result", Text(http, "result", errors), AuditResults.Ok, AuditResults.Refused, AuditResults.Failed),
            From = Time(http, "from", errors),
            To = Time(http, "to", errors),
        };
        if (errors.ToProblem() is { } fault)
        {
            return fault;
        }

        var found = await audit.ListAsync(filter, page, http.RequestAborted);
        return TypedResults.Json(
            new Page<AuditBody>([.. found.Items.Select(AuditBody.From)], found.TotalCount, found.Number, found.PageSize), AccessJson.Default.PageAuditBody);
    }

    private static string? Text(HttpContext http, string name, FieldErrors errors) => errors.Optional(name, http.Request.Query[name], MaxFilterLength);

    private static DateTimeOffset? Time(HttpContext http, string name, FieldErrors errors)
    {
        if (Text(http, name, errors) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        errors.Add(name, "must be a time, as 2026-01-31T12:00:00Z");
        return null;
    }
}
