using System.Text;
using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Tenants;
using Farol.Control.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Alerts;

/// <summary><c>/api/alerts</c>.</summary>
internal static class AlertEndpoints
{
    /// <summary>Two thousand alerts with twenty labels.</summary>
    private const int MaxMessageBytes = 4 << 20;
    private const int MaxCommentLength = 1_000;

    public static void MapAlertRows(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/alerts").WithTags("alerts");
        group.MapPost("/webhook", TakeAsync).AllowAnonymous().WithSummary("Alertmanager's webhook, version 4")
            .Accepts<WebhookPayload>("application/json").Produces<WebhookAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("", ListAsync).RequireRole(Role.Viewer).WithSummary("Alerts, the newest first; status, acknowledged").Produces<Page<AlertBody>>();
        group.MapGet("/{id}", ReadAsync).RequireRole(Role.Viewer).Produces<AlertBody>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/ack", AcknowledgeAsync).RequireRole(Role.Operator).WithSummary("Somebody looks after it")
            .Accepts<AcknowledgeRequest>("application/json").Produces<AlertBody>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapPost("/{id}/silence", SilenceAsync).RequireRole(Role.Operator).WithSummary("Silences it at Alertmanager")
            .Accepts<SilenceRequest>("application/json").Produces<AlertBody>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status502BadGateway);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, WebhookGate gate, AlertIntake intake)
    {
        if (gate.FindObstacle(http) is { } obstacle)
        {
            return obstacle;
        }

        if (!http.Request.HasJsonContentType())
        {
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxMessageBytes;
        }

        try
        {
            // Read laxly: a later Alertmanager may say more than is known here.
            var payload = await JsonSerializer.DeserializeAsync(http.Request.Body, WebhookJson.Default.WebhookPayload, http.RequestAborted);
            return payload is null ? ApiProblem.Malformed("The body is null; send Alertmanager's message.")
                : WebhookCheck.FindProblem(payload) is { } problem ? problem
                : Results.Json(await intake.TakeAsync(payload, http.RequestAborted), AlertJson.Default.WebhookAnswer);
        }
        catch (JsonException wrong)
        {
            return ApiProblem.Malformed($"The body is not Alertmanager's message, version 4 (line {wrong.LineNumber + 1}, {wrong.Path}).");
        }
    }

    private static async Task<IResult> ListAsync(HttpContext http, AlertStore store)
    {
        if (!TenantScope.TryGetOrAll(http, Role.Viewer, out var tenantId, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem))
        {
            return problem!;
        }

        var status = http.Request.Query["status"].ToString();
        if (status is not ("" or "firing" or "resolved"))
        {
            return ApiProblem.Invalid("status", "is firing or resolved");
        }

        var acknowledged = http.Request.Query["acknowledged"].ToString();
        if (acknowledged is not ("" or "true" or "false"))
        {
            return ApiProblem.Invalid("acknowledged", "is true or false");
        }

        // The platform's own administrators see everybody's unless they name a tenant.
        var isEverybodys = http.GetCaller().IsPlatform && !http.Request.Query.ContainsKey(TenantScope.Parameter);
        var (items, total) = await store.ListAsync(
            isEverybodys ? null : tenantId, status.Length == 0 ? null : status, acknowledged.Length == 0 ? null : acknowledged == "true", page.Skip, page.Size, http.RequestAborted);
        return Results.Json(new Page<AlertBody>(items, total, page.Number, page.Size), AlertJson.Default.PageAlertBody);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, AlertStore store, string id) =>
        !TenantScope.TryGet(http, Role.Viewer, out var tenantId, out var problem) ? problem!
        : await store.FindAsync(tenantId, id, http.RequestAborted) is { } alert ? Answer(http, alert)
        : await MissingAsync(http, store, id);

    private static async Task<IResult> AcknowledgeAsync(HttpContext http, AlertStore store, AlertIntake intake, TimeProvider time, string id)
    {
        if (!TenantScope.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (request, wrong) = await ReadOrUsualAsync(http, new AcknowledgeRequest(), AlertJson.Default.AcknowledgeRequest);
        if (request is null || FindCommentFault(request.Comment) is not null)
        {
            return wrong ?? FindCommentFault(request!.Comment)!;
        }

        if (await store.FindAsync(tenantId, id, http.RequestAborted) is not { } before)
        {
            return await MissingAsync(http, store, id);
        }

        if (EntityTags.FindStale(http.Request, Tag(before)) is { } stale)
        {
            return stale;
        }

        var changed = await store.ChangeAsync(
            tenantId,
            id,
            now => now with { Acknowledged = true, AcknowledgedBy = http.GetCaller().Name, AcknowledgedAt = time.GetUtcNow(), Comment = request.Comment },
            Audit(http, "alert.acknowledge", tenantId, id),
            http.RequestAborted);
        return Tell(http, intake, changed);
    }

    private static async Task<IResult> SilenceAsync(
        HttpContext http, AlertStore store, AlertIntake intake, AlertmanagerClient alertmanager, AlertOptions options, TimeProvider time, string id)
    {
        if (!TenantScope.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (request, wrong) = await ReadOrUsualAsync(http, new SilenceRequest(), AlertJson.Default.SilenceRequest);
        if (request is null)
        {
            return wrong!;
        }

        if (request.Duration is null || !ShortDuration.TryParse(request.Duration, out var duration))
        {
            return ApiProblem.Invalid("duration", ShortDuration.Expected);
        }

        if (FindCommentFault(request.Comment) is { } fault)
        {
            return fault;
        }

        if (await store.FindAsync(tenantId, id, http.RequestAborted) is not { } alert)
        {
            return await MissingAsync(http, store, id);
        }

        if ((EntityTags.FindStale(http.Request, Tag(alert)) ?? FindNoKeeper(options)) is { } refused)
        {
            return refused;
        }

        var now = time.GetUtcNow();
        var (silenceId, failure) = await alertmanager.SilenceAsync(
            alert.Labels, now, now + duration, http.GetCaller().Name, request.Comment ?? $"Silenced in Farol by {http.GetCaller().Name}", http.RequestAborted);
        if (silenceId is null)
        {
            return failure!;
        }

        var changed = await store.ChangeAsync(
            tenantId,
            id,
            stored => stored with { SilenceId = silenceId, SilencedUntil = now + duration, SilenceUrl = alertmanager.LinkTo(silenceId) },
            Audit(http, "alert.silence", tenantId, id),
            CancellationToken.None);
        return Tell(http, intake, changed);
    }

    /// <summary>The body, or the usual one where none was sent.</summary>
    private static Task<(T? Value, ApiProblem? Problem)> ReadOrUsualAsync<T>(HttpContext http, T usual, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class =>
        http.Request.ContentLength is null or 0 && !http.Request.HasJsonContentType() ? Task.FromResult<(T?, ApiProblem?)>((usual, null)) : ApiJson.ReadAsync(http, type);

    private static ApiProblem? FindNoKeeper(AlertOptions options) =>
        options.Alertmanager is null ? ApiProblem.Invalid("duration", "is kept by Alertmanager: set FAROL_ALERTMANAGER_URL") : null;

    private static ApiProblem? FindCommentFault(string? comment) =>
        comment is { Length: > MaxCommentLength } ? ApiProblem.Invalid("comment", $"has at most {MaxCommentLength} characters") : null;

    private static async Task<ApiProblem> MissingAsync(HttpContext http, AlertStore store, string id) =>
        await store.IsSomebodysAsync(id, http.RequestAborted) ? TenantScope.Crossed(http, "alert", id) : TenantScope.Missing("alert");

    private static IResult Tell(HttpContext http, AlertIntake intake, AlertBody? changed)
    {
        if (changed is null)
        {
            return TenantScope.Missing("alert");
        }

        intake.Tell(changed);
        return Answer(http, changed);
    }

    private static string Tag(AlertBody alert) => EntityTags.Of(Encoding.UTF8.GetBytes(AlertStore.Write(alert)));

    private static IResult Answer(HttpContext http, AlertBody alert)
    {
        http.Response.Headers.ETag = Tag(alert);
        return Results.Json(alert, AlertJson.Default.AlertBody);
    }

    private static AuditEntry Audit(HttpContext http, string action, string tenantId, string id) => new(action, id)
    {
        Actor = http.GetCaller().Name,
        TenantId = tenantId,
        From = http.Connection.RemoteIpAddress?.ToString(),
    };
}
