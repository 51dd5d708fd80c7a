using Microsoft.Extensions.FileProviders;

namespace Farol.Hosting;

/// <summary>The built React console: hashed assets are kept by browsers for a year, the page itself is asked for each time.</summary>
internal static class ConsoleFiles
{
    /// <summary>What is under these is no page, also when it is not there.</summary>
    private static readonly string[] _apis = ["/api", "/ws", "/admin/api", "/metrics"];

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "console");

    public static void UseConsole(this WebApplication app, PortMap ports)
    {
        if (!File.Exists(Path.Combine(Folder, "index.html")))
        {
            return;
        }

        var files = new PhysicalFileProvider(Folder);
        app.UseWhen(http => http.GetEndpoint() is null && (ports.Of(http) & (Surfaces.Monitor | Surfaces.Console)) != 0, branch =>
        {
            branch.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = response => SetHeaders(response.Context) });
            branch.Use((http, next) => IsPage(http.Request) ? WritePageAsync(http, files) : next(http));
        });
    }

    /// <summary>The console routes in the browser: whatever is neither an API's nor a file's is the page, and whatever a person opens.</summary>
    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !_apis.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        && (!Path.HasExtension(request.Path) || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    private static async Task WritePageAsync(HttpContext http, PhysicalFileProvider files)
    {
        SetHeaders(http);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(files.GetFileInfo("index.html"));
    }

    private static void SetHeaders(HttpContext http)
    {
        var isAsset = http.Request.Path.StartsWithSegments("/assets");
        http.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
