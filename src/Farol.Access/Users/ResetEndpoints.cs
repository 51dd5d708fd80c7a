using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Throttling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Users;

/// <summary><c>POST /api/auth/reset</c>: a new password by a one-time link.</summary>
internal static class ResetEndpoints
{
    public static void MapReset(this IEndpointRouteBuilder api) =>
        api.MapPost("/api/auth/reset", ResetAsync).WithTags("auth").AllowAnonymous()
            .Accepts<ResetRequest>("application/json").Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> ResetAsync(
        HttpContext http, OneTimeLinks links, Passwords passwords, AttemptThrottle throttle, AccessReports reports)
    {
        var (body, unreadable) = await ApiJson.ReadAsync(http, AccessJson.Default.ResetRequest);
        if (body is null)
        {
            return unreadable!;
        }

        var errors = new FieldErrors();
        errors.AddIf("token", string.IsNullOrEmpty(body.Token) ? "is missing" : null);
        errors.AddIf("new_password", string.IsNullOrEmpty(body.NewPassword) ? "is missing" : passwords.FindFault(body.NewPassword));
        if (errors.ToProblem() is { } fault)
        {
            return fault;
        }

        if (throttle.Begin(http.Connection.RemoteIpAddress) is { } pause)
        {
            reports.RegistrationThrottled(http);
            return ApiProblem.TooMany("Too many links were tried from this address. Wait before the next.", pause);
        }

        if (await links.UseAsync(body.Token!, body.NewPassword!, http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted))
        {
            return TypedResults.NoContent();
        }

        reports.LinkRefused(http);
        return ApiProblem.Invalid("token", "is not valid, or not any more: ask an administrator for a new link");
    }
}
