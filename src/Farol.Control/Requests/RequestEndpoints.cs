using System.Globalization;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Requests;

/// <summary>GET /api/requests/sample: requests as they end, for as long as somebody asks.</summary>
internal static class RequestEndpoints
{
    public static void MapRequestSample(this IEndpointRouteBuilder api) => api.MapGet("/api/requests/sample", AnswerAsync).RequireRole(Role.Viewer)
        .WithTags("Requests").WithSummary("Requests as they end, some of each second, for as long as somebody asks").Produces<RequestSampleBody>();

    private static async Task<IResult> AnswerAsync(HttpContext http, RequestDesk desk, RequestSampleOptions options, IAudit audit)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!ChannelSockets.TryGetTenant(http, out var tenantId, out var problem))
        {
            return problem!;
        }

        var errors = new FieldErrors();
        var view = new RequestView(tenantId, RequestFilter.Read(http.Request, errors));
        var after = After(http.Request, errors);
        var caller = http.GetCaller();
        // The address of a client is that of a person: an operator asks for it, and the audit says so.
        var person = RequestFilter.Flag(http.Request, "clients", errors) && caller.Has(Role.Operator, tenantId) ? caller.Name : null;
        if (errors.ToProblem() is { } invalid)
        {
            return invalid;
        }

        if (desk.Read(view, after, person, out var refusal) is not { } reading)
        {
            return ApiProblem.TooMany(refusal!.Why, refusal.RetryAfter);
        }

        if (reading.IsNewLookUp)
        {
            await audit.WriteAsync(new AuditEntry("requests.look_up", $"clients of requests {view.Filter}".TrimEnd())
            {
                Actor = caller.Name,
                TenantId = tenantId == FeedTenants.All ? null : tenantId,
                From = http.Connection.RemoteIpAddress?.ToString(),
            }, http.RequestAborted);
            desk.OnAudited(view, person!);
        }

        return TypedResults.Ok(new RequestSampleBody
        {
            Items = [.. reading.Lines.Select(l => RequestBody.Of(l, person is not null))],
            Next = reading.Last,
            Since = reading.Since,
            SampledOf = reading.Seen,
            Dropped = reading.Dropped,
            Missed = reading.Missed,
            PerSecond = options.PerSecond,
            Gateways = reading.Gateways,
            Unable = reading.Unable,
        });
    }

    private static long After(HttpRequest request, FieldErrors errors)
    {
        var text = request.Query["after"].ToString();
        if (text.Length == 0)
        {
            return 0;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            errors.Add("after", "is the number that the answer before gave as next");
        }

        return after;
    }
}
