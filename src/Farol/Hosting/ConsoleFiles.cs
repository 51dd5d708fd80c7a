using Microsoft.Extensions.FileProviders;

namespace Farol.Hosting;

/// <summary>The built React console: hashed assets are kept by browsers for a year, the page itself is asked for each time.</summary>
internal static class ConsoleFiles
{
    private const string Policy =
        "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "console");

    public static void UseConsole(this WebApplication app)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(Folder);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = response => SetHeaders(response.Context) });
        app.MapFallback(async http =>
        {
            if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/ws"))
            {
                await Access.Problems.ApiProblem.NotFound($"There is no {http.Request.Path} here; /docs lists what there is").ExecuteAsync(http);
                return;
            }

            SetHeaders(http);
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.SendFileAsync(files.GetFileInfo("index.html"));
        }).AllowAnonymous();
    }

    private static void SetHeaders(HttpContext http)
    {
        var isAsset = http.Request.Path.StartsWithSegments("/assets");
        http.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.ContentSecurityPolicy = Policy;
    }
}
