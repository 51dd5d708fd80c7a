using Farol.Access;

namespace Farol.Hosting;

/// <summary>
/// Pages of other origins may read nothing, but those of FAROL_ALLOWED_ORIGINS: by their own token or cookie, with every method that the API has.
/// </summary>
internal static class CrossOrigin
{
    private const string Headers = "Authorization, Content-Type, If-Match, X-Farol-Request";

    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";

    /// <summary>ETag is what If-Match needs; Retry-After says when to come back.</summary>
    private const string Exposed = "ETag, Location, Retry-After";

    /// <summary>Browsers ask again after ten minutes; a setting that was taken back does not linger.</summary>
    private const string MaxAgeSeconds = "600";

    public static void UseCrossOrigin(this WebApplication app, AccessOptions access)
    {
        if (access.AllowedOrigins.Count == 0)
        {
            return;
        }

        var allowed = access.AllowedOrigins.ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((http, next) =>
        {
            http.Response.Headers.Append("Vary", "Origin");
            if (http.Request.Headers.Origin is not [{ } origin] || !allowed.Contains(origin))
            {
                return next(http);
            }

            http.Response.Headers.AccessControlAllowOrigin = origin;
            http.Response.Headers.AccessControlAllowCredentials = "true";
            http.Response.Headers.AccessControlExposeHeaders = Exposed;
            return HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers.AccessControlRequestMethod.Count > 0 ? Allow(http.Response) : next(http);
        });
    }

    private static Task Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = Methods;
        response.Headers.AccessControlAllowHeaders = Headers;
        response.Headers.AccessControlMaxAge = MaxAgeSeconds;
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
