using Farol.Access.Accounts;
using Farol.Access.Authentication;
using Farol.Access.Origins;
using Farol.Access.Problems;
using Farol.Access.Profile;
using Farol.Access.Roles;
using Farol.Access.Sessions;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Login;

/// <summary><c>/api/auth/login</c>, <c>/refresh</c>, <c>/logout</c>.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/auth").WithTags("auth");
        group.MapPost("/login", LoginAsync).AllowAnonymous()
            .Accepts<LoginRequest>("application/json").Produces<LoginResponse>();
        group.MapPost("/refresh", RefreshAsync).AllowAnonymous()
            .Accepts<RefreshRequest>("application/json").Produces<LoginResponse>();
        group.MapMethods("/logout", [HttpMethods.Get, HttpMethods.Post], LogoutAsync)
            .WithMetadata(new AccessDemand(null, BeforePasswordChange: true), new ChangesState(), new ForPersons())
            .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>With <c>?cookie=true</c> the console gets a cookie instead of tokens.</summary>
    private static async Task<IResult> LoginAsync(
        HttpContext context, LoginService logins, SessionService sessions, SameSite sameSite, TimeProvider time, bool cookie = false)
    {
        if (cookie && !sameSite.ProvesIntent(context.Request))
        {
            return ApiProblem.Forbidden($"A page of another site sent this login, or a program without the header {SameSite.CustomHeader}.");
        }

        var (request, problem) = await ApiJson.ReadAsync(context, AccessJson.Default.LoginRequest);
        if (request is null)
        {
            return problem!;
        }

        var (session, account, refusal) = await logins.LoginAsync(
            request,
            cookie ? SessionKinds.Cookie : SessionKinds.Token,
            context.Connection.RemoteIpAddress,
            context.Request.Headers.UserAgent,
            context.RequestAborted);
        if (session is null || account is null)
        {
            return refusal!;
        }

        context.Response.Headers.CacheControl = "no-store";
        return cookie
            ? AnswerByCookie(context, session, account, sessions, time)
            : Answer(session, account, await sessions.IssueAsync(session, context.RequestAborted), time);
    }

    private static async Task<IResult> RefreshAsync(
        HttpContext context, SessionService sessions, IStateDatabase database, TimeProvider time)
    {
        var (request, problem) = await ApiJson.ReadAsync(context, AccessJson.Default.RefreshRequest);
        if (request is null)
        {
            return problem!;
        }

        var address = context.Connection.RemoteIpAddress?.ToString();
        if (await sessions.RefreshAsync(request.RefreshToken, address, context.RequestAborted) is not { } refreshed)
        {
            return ApiProblem.NotLoggedIn("The refresh token is not valid any more. Log in again.");
        }

        var userId = refreshed.Session.Row.UserId;
        var account = await database.ReadAsync(unit => AccountRows.FindAsync(unit, userId), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return account is null
            ? ApiProblem.NotLoggedIn("The account is gone.")
            : Answer(refreshed.Session, account, refreshed.Tokens, time);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, SessionService sessions)
    {
        await sessions.EndAsync(context.GetCaller().SessionId!, SessionEnds.Logout, context.RequestAborted);
        context.Response.Cookies.Delete(CredentialReader.CookieName, CookieFor(context, null));
        return TypedResults.NoContent();
    }

    public static JsonHttpResult<LoginResponse> Answer(
        Session session, Account account, TokenPair tokens, TimeProvider time, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(
            new LoginResponse
            {
                Token = tokens.AccessToken,
                AccessToken = tokens.AccessToken,
                RefreshToken = tokens.RefreshToken,
                TokenType = "Bearer",
                ExpiresIn = (long)Math.Round((tokens.AccessExpiresAt - time.GetUtcNow()).TotalSeconds),
                ExpiresAt = tokens.AccessExpiresAt.UtcDateTime,
                User = ProfileBody.From(account, session.Caller),
            },
            AccessJson.Default.LoginResponse,
            statusCode: status);

    /// <summary>The session in a cookie, which scripts never see, and no token.</summary>
    public static JsonHttpResult<LoginResponse> AnswerByCookie(
        HttpContext context, Session session, Account account, SessionService sessions, TimeProvider time, int status = StatusCodes.Status200OK)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(session.ExpiresAtMs);
        context.Response.Cookies.Append(CredentialReader.CookieName, sessions.IssueCookie(session), CookieFor(context, expiresAt));
        return TypedResults.Json(
            new LoginResponse
            {
                ExpiresIn = (long)(expiresAt - time.GetUtcNow()).TotalSeconds,
                ExpiresAt = expiresAt.UtcDateTime,
                User = ProfileBody.From(account, session.Caller),
            },
            AccessJson.Default.LoginResponse,
            statusCode: status);
    }

    private static CookieOptions CookieFor(HttpContext context, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
        Expires = expiresAt,
    };
}
