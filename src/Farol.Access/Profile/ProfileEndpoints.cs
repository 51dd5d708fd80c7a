using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Access.Throttling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Profile;

/// <summary><c>/api/profile</c>, and whether there is one.</summary>
internal static class ProfileEndpoints
{
    private const int MaxNameLength = 100;

    public static void MapProfile(this IEndpointRouteBuilder routes)
    {
        var demand = new AccessDemand(null, BeforePasswordChange: true);
        routes.MapGet("/api/profile", ReadAsync).WithMetadata(demand).ForPersons().WithTags("auth").Produces<ProfileBody>();
        routes.MapGet("/api/auth/session", AskAsync).AllowAnonymous().WithTags("auth").Produces<SessionAnswer>();
        routes.MapPut("/api/profile", ChangeAsync).WithMetadata(demand).ForPersons().WithTags("auth")
            .Accepts<ProfileChange>("application/json").Produces<ProfileBody>();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, ProfileService profiles)
    {
        var account = await profiles.FindAsync(context.GetCaller(), context.RequestAborted);
        return account is null ? ApiProblem.NotFound("The account is gone.") : Answer(context, account);
    }

    /// <summary>For a page that must know before it shows anything: a stranger is an answer, no error.</summary>
    private static async Task<IResult> AskAsync(HttpContext context, ProfileService profiles)
    {
        var caller = context.GetCaller();
        var account = caller.SessionId is null ? null : await profiles.FindAsync(caller, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new SessionAnswer { Person = account is null ? null : ProfileBody.From(account, caller) }, AccessJson.Default.SessionAnswer);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, ProfileService profiles, LoginThrottle throttle)
    {
        var (change, problem) = await ApiJson.ReadAsync(context, AccessJson.Default.ProfileChange);
        if (change is null)
        {
            return problem!;
        }

        var account = await profiles.FindAsync(context.GetCaller(), context.RequestAborted);
        if (account is null)
        {
            return ApiProblem.NotFound("The account is gone.");
        }

        if (context.Request.Headers.IfMatch.ToString() is { Length: > 0 } match && match != "*" && match != Tag(account))
        {
            return ApiProblem.Stale("The profile was changed meanwhile. Read it again.");
        }

        if (FindFault(change, profiles) is { } fault)
        {
            return fault;
        }

        if (change.NewPassword is not null
            && await FindPasswordFaultAsync(context, profiles, throttle, account, change) is { } refusal)
        {
            return refusal;
        }

        var address = context.Connection.RemoteIpAddress?.ToString();
        var changed = await profiles.ChangeAsync(context.GetCaller(), account, change, address, context.RequestAborted);
        return changed is null ? ApiProblem.Stale("The profile was changed meanwhile. Read it again.") : Answer(context, changed);
    }

    private static ApiProblem? FindFault(ProfileChange change, ProfileService profiles)
    {
        var errors = new Dictionary<string, string[]>();
        if (change.FirstName is { Length: > MaxNameLength })
        {
            errors["first_name"] = [$"must have at most {MaxNameLength} characters"];
        }

        if (change.LastName is { Length: > MaxNameLength })
        {
            errors["last_name"] = [$"must have at most {MaxNameLength} characters"];
        }

        if (change.NewPassword is not null && profiles.FindFault(change.NewPassword) is { } fault)
        {
            errors["new_password"] = [fault];
        }
        else if (change.NewPassword is not null && change.NewPassword == change.CurrentPassword)
        {
            errors["new_password"] = ["must differ from the current one"];
        }

        if (change.NewPassword is not null && string.IsNullOrEmpty(change.CurrentPassword))
        {
            errors["current_password"] = ["is needed to change the password"];
        }

        return errors.Count == 0 ? null : ApiProblem.Invalid(errors);
    }

    /// <summary>A stolen session must not serve to guess the password: tries count as logins do.</summary>
    private static async Task<ApiProblem?> FindPasswordFaultAsync(
        HttpContext context, ProfileService profiles, LoginThrottle throttle, Account account, ProfileChange change)
    {
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(account.User.Email, address) is { } pause)
        {
            return ApiProblem.TooMany("Too many wrong passwords. Wait before the next try.", pause);
        }

        var matches = await profiles.CheckPasswordAsync(account, change.CurrentPassword!, context.RequestAborted);
        if (matches is false)
        {
            return ApiProblem.Invalid("current_password", "is wrong");
        }

        throttle.Succeeded(account.User.Email, address);
        return matches is null ? ApiProblem.Unavailable("Too many logins at the same time. Try again.", TimeSpan.FromSeconds(1)) : null;
    }

    private static JsonHttpResult<ProfileBody> Answer(HttpContext context, Account account)
    {
        context.Response.Headers.ETag = Tag(account);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(ProfileBody.From(account, context.GetCaller()), AccessJson.Default.ProfileBody);
    }

    private static string Tag(Account account) => $"\"{account.User.Version}\"";
}
