using Farol.Access.LocalViewer;
using Farol.Access.Origins;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Authentication;

/// <summary>
/// Knows the caller of every request and judges the endpoint's <see cref="AccessDemand"/>. An endpoint that says nothing
/// is for <c>platform</c> only: forgetting costs comfort, not data.
/// </summary>
internal sealed class AccessMiddleware(
    RequestDelegate next, CredentialReader credentials, LocalViewerRule localViewer, SameSite sameSite, AccessReports reports, ILogger<AccessMiddleware> logger)
{
    private static readonly AccessDemand _unstated = new(null, Platform: true);

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (CredentialReader.IsWebSocket(context) && !sameSite.IsAllowedOrigin(context.Request))
        {
            reports.OriginRefused(context);
            return Refuse(context, ApiProblem.Forbidden(
                "Pages of this origin may not open WebSockets here. FAROL_ALLOWED_ORIGINS can allow it."));
        }

        var credential = credentials.Read(context);
        if (credential.IsForgery)
        {
            reports.CookieForged(context);
            return Refuse(context, ApiProblem.Forbidden(credential.Obstacle!));
        }

        if (credential.Obstacle is not null)
        {
            reports.TokenRefused(context);
        }

        var caller = credential.Caller ?? Caller.Nobody;
        if (endpoint is null || IsRefusalOfRouting(endpoint) || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Proceed(context, caller);
        }

        if (caller.Kind == CallerKind.ApiKey && endpoint.Metadata.GetMetadata<ForPersons>() is not null)
        {
            return Refuse(context, ApiProblem.Forbidden("API keys may not do this: log in."));
        }

        return Judge(context, endpoint.Metadata.GetMetadata<AccessDemand>() ?? _unstated, caller, credential.Obstacle);
    }

    /// <summary>For a wrong method or content type, routing puts an endpoint of its own in place that says so and does nothing else.</summary>
    private static bool IsRefusalOfRouting(Endpoint endpoint) => endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0;

    private Task Judge(HttpContext context, AccessDemand demand, Caller caller, string? obstacle)
    {
        if (caller.Kind == CallerKind.Nobody)
        {
            if (obstacle is null && demand is { Role: Role.Viewer, Platform: false })
            {
                obstacle = localViewer.FindObstacle(context);
                if (obstacle is null)
                {
                    return Proceed(context, LocalViewerRule.Viewer);
                }

                obstacle = $"Log in, and send Authorization: Bearer <access token>. (Not the local viewer: {obstacle}.)";
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(context, ApiProblem.NotLoggedIn(obstacle ?? "Log in, and send Authorization: Bearer <access token>."));
        }

        if (caller.MustChangePassword && !demand.BeforePasswordChange)
        {
            return Refuse(context, ApiProblem.Forbidden(
                "Choose a new password first: PUT /api/profile with current_password and new_password."));
        }

        var may = demand.Platform ? caller.IsPlatform : demand.Role is not { } role || caller.Has(role);
        return may
            ? Proceed(context, caller)
            : Refuse(context, ApiProblem.Forbidden($"This needs the role {demand}; {caller.Name} has {caller.RoleName() ?? "none"} here."));
    }

    private Task Proceed(HttpContext context, Caller caller)
    {
        context.Features.Set(caller);
        return next(context);
    }

    private Task Refuse(HttpContext context, ApiProblem problem)
    {
        logger.LogDebug("{Method} {Path} refused with {Status}: {Detail}",
            context.Request.Method, context.Request.Path, problem.Status, problem.Detail);
        return problem.ExecuteAsync(context);
    }
}
