using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Endpoints;

/// <summary>GET endpoints that answer with one family's figures.</summary>
internal static class FamilyEndpoints
{
    public static RouteHandlerBuilder MapFamily<TPayload>(this IEndpointRouteBuilder app, string path, string family, string summary) =>
        app.MapGet(path, (HttpContext http, RouterScope scope, TimeProvider time) => AnswerAsync(http, scope, family, time))
            .RequireRole(Role.Viewer)
            .RequireRateLimiting(RateLimits.Data)
            .Produces<TPayload>()
            .WithSummary(summary)
            .WithTags("Router");

    private static async Task<IResult> AnswerAsync(HttpContext http, RouterScope scope, string family, TimeProvider time)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Viewer, out var router, out var problem))
        {
            return problem;
        }

        var figures = router.Families[family];
        var body = await figures.GetAsync(http.RequestAborted);
        RepeatedFigures.Offer(http, router, figures);
        return new RouterAnswer(router.Definition.Id, router.Definition.IsSimulated, body, time.GetUtcNow());
    }
}
