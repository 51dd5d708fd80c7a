using Farol.Access.Keys;
using Farol.Access.Origins;
using Farol.Access.Roles;
using Farol.Access.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Farol.Access.Authentication;

/// <summary>Finds the session or key that a request presents: the <c>Authorization</c> header, for WebSockets
/// <c>?access_token=</c>, or the console's cookie.</summary>
internal sealed class CredentialReader(AccessTokens tokens, ApiKeyIndex keys, SameSite sameSite)
{
    public const string CookieName = "farol_session";
    private const string QueryName = "access_token";
    private const string Scheme = "Bearer ";
    private const string Ended = "The access token is not valid or its session has ended. Refresh it, or log in again; an API key may have expired or been revoked.";

    public Credential Read(HttpContext context)
    {
        var request = context.Request;
        var header = request.Headers.Authorization;
        if (header.Count > 0)
        {
            return ReadBearer(header.Count == 1 ? header[0] : null);
        }

        if (IsWebSocket(context) && request.Query.TryGetValue(QueryName, out var query))
        {
            Hide(request);
            return FromToken(query.Count == 1 ? query[0] : null);
        }

        return request.Headers.Cookie.Count > 0 && request.Cookies.TryGetValue(CookieName, out var cookie)
            ? ReadCookie(context, cookie)
            : default;
    }

    /// <summary>
    /// Finds again, without the request and without reading a token anew, whom its credential stands for: what <see cref="Read"/> found for a GET, or nobody.
    /// Null for a request without one.
    /// </summary>
    public Func<Caller?>? Keep(HttpRequest request)
    {
        if (request.Headers.Authorization is { Count: > 0 } header)
        {
            var token = header.Count == 1 && header[0]!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[0]![Scheme.Length..].Trim() : "";
            return KeyText.LooksLikeKey(token)
                ? () => keys.Find(token)?.Caller
                : () => tokens.FindAgain(token) is { IsCookie: false } session ? session.Caller : null;
        }

        return request.Headers.Cookie.Count > 0 && request.Cookies.TryGetValue(CookieName, out var cookie)
            ? () => tokens.FindAgain(cookie) is { IsCookie: true } session ? session.Caller : null
            : null;
    }

    public static bool IsWebSocket(HttpContext context) =>
        (context.Request.Headers.Upgrade.Count > 0
            && context.Request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase))
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    private Credential ReadBearer(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? FromToken(header.AsSpan(Scheme.Length).Trim())
            : new Credential(null, "The Authorization header must be: Bearer <access token>");

    private Credential FromToken(ReadOnlySpan<char> token)
    {
        var caller = KeyText.LooksLikeKey(token) ? keys.Find(token)?.Caller : tokens.Find(token) is { IsCookie: false } session ? session.Caller : null;
        return caller is null ? new Credential(null, Ended) : new Credential(caller);
    }

    private Credential ReadCookie(HttpContext context, string? cookie)
    {
        // A cookie that has ended counts as none: the browser sends it without anybody's doing.
        if (tokens.Find(cookie) is not { IsCookie: true } session)
        {
            return default;
        }

        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && !HttpMethods.IsOptions(context.Request.Method) && !HttpMethods.IsConnect(context.Request.Method);
        changes |= context.GetEndpoint()?.Metadata.GetMetadata<ChangesState>() is not null;
        return !changes || sameSite.ProvesIntent(context.Request)
            ? new Credential(session.Caller)
            : new Credential(null, $"A page of another site sent this request, or a program without the header {SameSite.CustomHeader}.", true);
    }

    /// <summary>Takes the token out of the query, so that nothing later in the request writes it down.</summary>
    private static void Hide(HttpRequest request)
    {
        var rest = request.Query.Where(pair => pair.Key != QueryName);
        request.QueryString = QueryString.Create(rest);
    }
}
