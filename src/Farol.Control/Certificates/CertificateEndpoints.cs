using System.Text;
using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Revisions;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Certificates;

/// <summary><c>/api/certificates</c>.</summary>
internal static class CertificateEndpoints
{
    /// <summary>Chain and key, with the escapes of JSON.</summary>
    private const int MaxBodyBytes = 4 * PemChain.MaxPemLength;

    public static void MapCertificateRows(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/certificates").WithTags("certificates").AddEndpointFilter(DryRun.RefuseMistyped);
        group.MapGet("", List).RequireRole(Role.Viewer).WithSummary("Certificates, with what they are for and until when").Produces<Page<CertificateBody>>();
        group.MapGet("/{id}", Read).RequireRole(Role.Viewer).Produces<CertificateBody>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", AddAsync).RequireRole(Role.Operator).WithSummary("Uploads a certificate, names its files, or orders one from the authority")
            .Accepts<CertificateRequestBody>("application/json").Produces<CertificateBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPut("/{id}", ChangeAsync).RequireRole(Role.Operator)
            .Accepts<CertificateRequestBody>("application/json").Produces<CertificateBody>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id}", RemoveAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/{id}/renew", RenewAsync).RequireRole(Role.Operator).WithSummary("Orders it anew now")
            .Produces<CertificateBody>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult List(HttpContext http, CertificateView view) =>
        !TenantScope.TryGetOrAll(http, Role.Viewer, out var tenantId, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem)
            ? problem!
            : Results.Json(page.Of(view.List(tenantId)), CertificateJson.Default.PageCertificateBody);

    private static IResult Read(HttpContext http, CertificateView view, string id) => !TenantScope.TryGet(http, Role.Viewer, out var tenantId, out var problem)
        ? problem!
        : view.Find(tenantId, id) is { } body ? Answer(http, body, StatusCodes.Status200OK) : Missing(http, view, id);

    private static async Task<IResult> AddAsync(
        HttpContext http, CertificateList certificates, CertificateView view, CertificateHosts owners, CertificateOptions options, TimeProvider time)
    {
        if (!TenantScope.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (wanted, wrong) = await ReadAsync(http, new CertificateCheck(tenantId, options.Acme, owners, time.GetUtcNow()));
        if (wanted is null)
        {
            return wrong!;
        }

        var entry = wanted with { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), CreatedBy = http.GetCaller().Name };
        var dryRun = DryRun.IsAsked(http.Request);
        var done = Audit(http, "certificate.create", entry) with { After = Json(view.Of(entry)) };
        if (await certificates.AddAsync(entry, done, dryRun, http.RequestAborted) is { } refused)
        {
            return refused;
        }

        http.Response.Headers.Location = dryRun ? default : $"/api/certificates/{entry.Id}";
        return Answer(http, view.Of(entry), dryRun ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    /// <summary>Chain and key, files or order anew; the name stays.</summary>
    private static async Task<IResult> ChangeAsync(
        HttpContext http, CertificateList certificates, CertificateView view, CertificateHosts owners, CertificateOptions options, TimeProvider time, string id)
    {
        if (FindFixed(http, view, id, out var tenantId) is { } problem)
        {
            return problem;
        }

        if (certificates.Find(tenantId, id) is not { } before)
        {
            return Missing(http, view, id);
        }

        var (wanted, wrong) = await ReadAsync(http, new CertificateCheck(tenantId, options.Acme, owners, time.GetUtcNow()));
        if (wanted is null)
        {
            return wrong!;
        }

        var entry = wanted with { Id = before.Id, Name = before.Name, CreatedAt = before.CreatedAt, CreatedBy = before.CreatedBy };
        if (entry.Source == CertificateSource.Acme && before.Hosts.SequenceEqual(entry.Hosts))
        {
            // Until the new one is issued, the old one goes on.
            entry = entry with { ChainPem = before.ChainPem, KeyPem = before.KeyPem };
        }

        var done = Audit(http, "certificate.change", entry) with { Before = Json(view.Of(before)), After = Json(view.Of(entry)) };
        var refused = await certificates.ChangeAsync(entry, now => EntityTags.FindStale(http.Request, Tag(view.Of(now))), done, DryRun.IsAsked(http.Request), http.RequestAborted);
        return refused is null ? Answer(http, view.Of(entry), StatusCodes.Status200OK) : refused;
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, CertificateList certificates, CertificateView view, string id)
    {
        if (FindFixed(http, view, id, out var tenantId) is { } problem)
        {
            return problem;
        }

        if (certificates.Find(tenantId, id) is not { } entry)
        {
            return Missing(http, view, id);
        }

        var done = Audit(http, "certificate.delete", entry) with { Before = Json(view.Of(entry)) };
        var refused = await certificates.RemoveAsync(
            tenantId, id, now => EntityTags.FindStale(http.Request, Tag(view.Of(now))), done, DryRun.IsAsked(http.Request), http.RequestAborted);
        return refused is null ? Results.NoContent() : refused;
    }

    private static async Task<IResult> RenewAsync(HttpContext http, CertificateList certificates, CertificateView view, TimeProvider time, string id)
    {
        if (FindFixed(http, view, id, out var tenantId) is { } problem)
        {
            return problem;
        }

        if (certificates.Find(tenantId, id) is not { } before)
        {
            return Missing(http, view, id);
        }

        if (before.Source != CertificateSource.Acme)
        {
            return ApiProblem.Conflict($"{before.Name} is not ordered from an authority: put the new chain and key in its place.");
        }

        var entry = before with { NextAttemptAt = time.GetUtcNow(), Attempts = 0 };
        var refused = await certificates.ChangeAsync(
            entry, now => EntityTags.FindStale(http.Request, Tag(view.Of(now))), Audit(http, "certificate.renew", entry), DryRun.IsAsked(http.Request), http.RequestAborted);
        return refused is null ? Answer(http, view.Of(entry), StatusCodes.Status202Accepted) : refused;
    }

    private static async Task<(CertificateEntry? Entry, ApiProblem? Problem)> ReadAsync(HttpContext http, CertificateCheck check)
    {
        var (request, wrong) = await ApiJson.ReadAsync(http, CertificateJson.Default.CertificateRequestBody, MaxBodyBytes);
        return request is null ? (null, wrong) : (await check.ReadAsync(request, http.RequestAborted), check.Problem);
    }

    /// <summary>Why nothing is written: no role there, or it stands in the configuration file.</summary>
    private static ApiProblem? FindFixed(HttpContext http, CertificateView view, string id, out string tenantId) =>
        !TenantScope.TryGet(http, Role.Operator, out tenantId, out var problem) ? problem
            : view.FileOf(tenantId, id) is { } file ? ApiProblem.Conflict($"It stands in {file}: change it there.")
            : null;

    private static ApiProblem Missing(HttpContext http, CertificateView view, string id) =>
        view.IsSomebodys(id) ? TenantScope.Crossed(http, "certificate", id) : TenantScope.Missing("certificate");

    /// <summary>Of what somebody wrote: whether gateways have it is no version of it, and nothing that was done to it.</summary>
    private static string Json(CertificateBody body) => JsonSerializer.Serialize(body with { InForce = null, Gateways = [] }, CertificateJson.Default.CertificateBody);

    private static string Tag(CertificateBody body) => EntityTags.Of(Encoding.UTF8.GetBytes(Json(body with { Status = "" })));

    private static IResult Answer(HttpContext http, CertificateBody body, int status)
    {
        http.Response.Headers.ETag = Tag(body);
        return Results.Json(body, CertificateJson.Default.CertificateBody, statusCode: status);
    }

    private static AuditEntry Audit(HttpContext http, string action, CertificateEntry entry) => new(action, entry.Id)
    {
        Actor = http.GetCaller().Name,
        TenantId = entry.TenantId,
        From = http.Connection.RemoteIpAddress?.ToString(),
        Detail = $"certificate {entry.Name} for {string.Join(", ", entry.Hosts.Take(5))}",
    };
}
