using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Farol.Hosting;

/// <summary>The built React console: hashed assets are kept by browsers for a year, the page itself is asked for each time.</summary>
internal static class ConsoleFiles
{
    /// <summary>What is under these is no page, also when it is not there.</summary>
    private static readonly string[] _apis = ["/api", "/ws", "/admin/api", "/metrics"];

    private static readonly object _codingKey = new();

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "console");

    /// <param name="isSimulated">The page says so with its first answer: what tells of it stands before any figure has come, and moves nothing when they come.</param>
    public static void UseConsole(this WebApplication app, PortMap ports, Func<bool> isSimulated)
    {
        if (!File.Exists(Path.Combine(Folder, "index.html")))
        {
            return;
        }

        var files = new PhysicalFileProvider(Folder);
        var smaller = new PrecompressedFiles(files);
        app.UseWhen(http => http.GetEndpoint() is null && (ports.Of(http) & (Surfaces.Monitor | Surfaces.Console)) != 0, branch =>
        {
            branch.Use((http, next) => IsRead(http.Request) ? SendSmallerAsync(http, next, smaller) : next(http));
            branch.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = smaller, OnPrepareResponse = response => SetHeaders(response.Context) });
            branch.Use((http, next) => IsPage(http.Request) ? WritePageAsync(http, files, smaller, isSimulated) : next(http));
        });
    }

    /// <summary>The console routes in the browser: whatever is neither an API's nor a file's is the page, and whatever a person opens.</summary>
    private static bool IsPage(HttpRequest request) =>
        IsRead(request)
        && !_apis.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        && (!Path.HasExtension(request.Path) || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static async Task SendSmallerAsync(HttpContext http, RequestDelegate next, PrecompressedFiles smaller)
    {
        var asked = http.Request.Path;
        if (smaller.IsCopy(asked))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (path, coding) = smaller.Choose(asked, http.Request);
        if (coding is not null)
        {
            http.Request.Path = path;
            http.Items[_codingKey] = coding;
        }

        await next(http);
        http.Request.Path = asked;
    }

    private static async Task WritePageAsync(HttpContext http, PhysicalFileProvider files, PrecompressedFiles smaller, Func<bool> isSimulated)
    {
        var simulated = isSimulated();
        if (simulated)
        {
            http.Response.Headers["Server-Timing"] = "simulated";
        }

        var page = ConsolePage.Of(http.Request, simulated);
        var (path, coding) = smaller.Choose(files.GetFileInfo(page).Exists ? page : "index.html", http.Request);
        http.Items[_codingKey] = coding;
        SetHeaders(http);
        http.Response.Headers.Append(HeaderNames.Vary, ConsolePage.ChosenBy);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(files.GetFileInfo(path));
    }

    private static void SetHeaders(HttpContext http)
    {
        var isAsset = http.Request.Path.StartsWithSegments("/assets");
        http.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        PrecompressedFiles.Name(http.Response, http.Items[_codingKey] as string);
    }
}
