using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Revisions;

/// <summary><c>/api/config/…</c>: what was changed, by whom, and the way back.</summary>
internal static class RevisionEndpoints
{
    private const string Tag = "configuration";

    public static void MapRevisionRows(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/config/revisions", ListAsync).RequireRole(Role.Viewer).WithTags(Tag)
            .WithSummary("Revisions of the configuration, newest first; a tenant's are those that touched its objects").Produces<Page<RevisionBody>>();
        api.MapGet("/api/config/revisions/{number:long}", GetAsync).RequireRole(Role.Viewer).WithTags(Tag)
            .WithSummary("A revision and what it changed").Produces<RevisionDetailBody>();
        api.MapGet("/api/config/revisions/{number:long}/diff", DiffAsync).RequireRole(Role.Viewer).WithTags(Tag)
            .WithSummary("What is different in a revision from the one before, or from ?against=").Produces<DiffBody>();
        api.MapGet("/api/config/revisions/{number:long}/document", DocumentAsync).RequireRole(Role.Viewer).WithTags(Tag)
            .WithSummary("The configuration of that revision as text; a tenant's own objects alone").Produces<RevisionDocumentBody>();
        api.MapPost("/api/config/revisions/{number:long}/rollback", RollBackAsync).RequireRole(Role.Operator).WithTags(Tag)
            .WithSummary("Makes the objects what they were in that revision, as a new revision; a tenant's own objects alone").Produces<ChangeBody>();
        api.MapPost("/api/config/dry_run", DryRunAsync).RequirePlatform().WithTags(Tag)
            .WithSummary("What a whole configuration, as YAML or JSON, would change, or everything that is wrong with it").Produces<ChangeBody>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, RevisionStore store, IConfiguration configuration)
    {
        if (!RevisionScope.TryGet(http, Role.Viewer, out var scope, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem))
        {
            return problem!;
        }

        var (rows, count) = await store.ListAsync(scope.TenantId, page.Skip, page.Size, http.RequestAborted);
        var items = rows.Select(r => RevisionBody.Of(r, configuration.Current.Revision, scope.Visible(r.ReadDifferences()).Count)).ToList();
        return TypedResults.Json(new Page<RevisionBody>(items, count, page.Number, page.Size), ControlJson.Options);
    }

    private static async Task<IResult> GetAsync(HttpContext http, long number, RevisionStore store, IConfiguration configuration)
    {
        if (!RevisionScope.TryGet(http, Role.Viewer, out var scope, out var problem))
        {
            return problem!;
        }

        if (await FindAsync(store, scope, number, http.RequestAborted) is not { } found)
        {
            return Missing(number);
        }

        return TypedResults.Json(new RevisionDetailBody(RevisionBody.Of(found.Row, configuration.Current.Revision, found.Differences.Count), found.Differences), ControlJson.Options);
    }

    private static async Task<IResult> DiffAsync(HttpContext http, long number, RevisionStore store)
    {
        if (!RevisionScope.TryGet(http, Role.Viewer, out var scope, out var problem))
        {
            return problem!;
        }

        var given = http.Request.Query["against"].ToString();
        if (given.Length > 0 && !(long.TryParse(given, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var asked) && asked >= 0))
        {
            return ApiProblem.Invalid("against", "is the number of a revision");
        }

        if (await FindAsync(store, scope, number, http.RequestAborted) is null || await store.FindAsync(number, http.RequestAborted) is not { } newer)
        {
            return Missing(number);
        }

        var against = given.Length > 0 ? long.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : await store.FindBeforeAsync(number, http.RequestAborted) ?? 0;
        var older = against == 0 ? null : await store.FindAsync(against, http.RequestAborted);
        if (against != 0 && older is null)
        {
            return Missing(against);
        }

        var differences = RevisionDifferences.Between(older?.ToState().Whole ?? GatewayDocument.Empty, newer.ToState().Whole);
        return TypedResults.Json(new DiffBody(number, against, scope.Visible(differences)), ControlJson.Options);
    }

    private static async Task<IResult> DocumentAsync(HttpContext http, long number, RevisionStore store)
    {
        if (!RevisionScope.TryGet(http, Role.Viewer, out var scope, out var problem))
        {
            return problem!;
        }

        if (await FindAsync(store, scope, number, http.RequestAborted) is null || await store.FindAsync(number, http.RequestAborted) is not { } stored)
        {
            return Missing(number);
        }

        var whole = stored.ToState().Whole;
        return TypedResults.Json(new RevisionDocumentBody(number, DocumentText.ToYaml(scope.TenantId is { } tenantId ? TenantDocuments.Told(whole, tenantId) : whole)), ControlJson.Options);
    }

    private static async Task<IResult> RollBackAsync(HttpContext http, long number, RevisionStore store, LiveConfiguration configuration)
    {
        if (!RevisionScope.TryGet(http, Role.Operator, out var scope, out var problem)
            || !ChangeRequest.TryRead(http, "configuration.rollback", $"revision {number}", out var request, out problem))
        {
            return problem!;
        }

        if (await FindAsync(store, scope, number, http.RequestAborted) is null || await store.FindAsync(number, http.RequestAborted) is not { } then)
        {
            return Missing(number);
        }

        var cause = request!.Cause with { Source = RevisionSources.Rollback, BackTo = number, TenantId = scope.TenantId == Access.Accounts.PlatformTenant.Id ? null : scope.TenantId };
        var outcome = await configuration.EnqueueAsync(
            new PendingChange(cause, s =>
            {
                request.RefuseStale(s);
                return s with { Api = Rollbacks.Edit(s.Api, then.Api, scope.TenantId) };
            })
            {
                DryRun = request.DryRun,
            },
            http.RequestAborted);
        return Answer(http, outcome, request.DryRun, cause.TenantId);
    }

    private static async Task<IResult> DryRunAsync(HttpContext http, LiveConfiguration configuration)
    {
        var (document, problem) = await WholeDocument.ReadAsync(http);
        if (document is null || !ChangeRequest.TryRead(http, "configuration.dry_run", "configuration", out var request, out problem))
        {
            return problem!;
        }

        var outcome = await configuration.EnqueueAsync(new PendingChange(request!.Cause, document.Edit) { DryRun = true }, http.RequestAborted);
        return outcome.Problem is { } refused ? document.WithLines(refused) : Answer(http, outcome, dryRun: true, null);
    }

    public static IResult Answer(HttpContext http, ChangeOutcome outcome, bool dryRun, string? tenantId)
    {
        if (outcome.Problem is not null)
        {
            return outcome.Problem;
        }

        if (tenantId is null)
        {
            http.Response.Headers.ETag = ChangeRequest.Tag(outcome.State);
        }

        return TypedResults.Json(ChangeBody.Of(outcome, dryRun, tenantId), ControlJson.Options);
    }

    private static ApiProblem Missing(long number) => ApiProblem.NotFound($"There is no revision {number}; /api/config/revisions lists those that are kept.");

    /// <summary>The revision with what of it the caller may see; null: there is none, or nothing of it is the caller's.</summary>
    private static async Task<(RevisionRow Row, IReadOnlyList<RevisionDifference> Differences)?> FindAsync(RevisionStore store, RevisionScope scope, long number, CancellationToken cancellationToken)
    {
        if (await store.FindRowAsync(number, cancellationToken) is not { } row)
        {
            return null;
        }

        var visible = scope.Visible(row.ReadDifferences());
        return scope.TenantId is null || visible.Count > 0 ? (row, visible) : null;
    }
}
