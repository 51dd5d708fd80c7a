namespace Farol.Hosting;

/// <summary>
/// What every answer tells browsers: nothing to guess, nothing to frame, nothing to run or load but what the console's own page may. The documentation pages
/// carry scripts and styles in themselves, and get that much more.
/// </summary>
internal static class SecurityHeaders
{
    private const string Console =
        "default-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; worker-src 'self'; font-src 'self'; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private const string Documentation =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    /// <summary>JSON is no page: a browser that opens it loads nothing.</summary>
    private const string Api = "default-src 'none'; frame-ancestors 'none'";

    private static readonly string[] _apis = ["/api", "/admin", "/ws", "/openapi.json", "/metrics", "/health"];

    private static readonly string[] _pages = ["/docs", "/redoc"];

    public static void UseSecurityHeaders(this WebApplication app) => app.Use(static (http, next) =>
    {
        http.Response.OnStarting(static http =>
        {
            Set((HttpContext)http);
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.ContentSecurityPolicy = Is(http, _pages) ? Documentation : Is(http, _apis) ? Api : Console;
        if (http.Response.Headers.AccessControlAllowOrigin.Count > 0)
        {
            headers.Remove("Cross-Origin-Resource-Policy");
        }
    }

    private static bool Is(HttpContext http, string[] prefixes) =>
        Array.Exists(prefixes, prefix => http.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
}
