using Microsoft.OpenApi;

namespace Farol.Hosting.OpenApi;

/// <summary>The OpenAPI document, Swagger UI and ReDoc; every asset is served from here.</summary>
internal static class ApiDocumentation
{
    private const string DocumentPath = "/openapi.json";

    public static void AddApiDocumentation(this IServiceCollection services)
    {
        services.AddOpenApi(ApiDocument.Name, options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        services.AddSingleton<ApiDocument>();
    }

    public static void MapApiDocumentation(this WebApplication app, PortMap ports)
    {
        app.MapGet(DocumentPath, async (ApiDocument document) => Results.Bytes(await document.ReadAsync(), "application/json; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription().WithMetadata(new ServedOn(Surfaces.Monitor | Surfaces.Control));
        app.UseWhen(http => IsPage(http) && (ports.Of(http) & (Surfaces.Monitor | Surfaces.Control)) != 0, branch =>
        {
            branch.UseSwaggerUI(ui =>
            {
                ui.RoutePrefix = "docs";
                ui.SwaggerEndpoint(DocumentPath, "Farol");
            });
            branch.UseReDoc(redoc =>
            {
                redoc.RoutePrefix = "redoc";
                redoc.SpecUrl = DocumentPath;
                redoc.IndexStream = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ReDocPage));
            });
        });
    }

    private static bool IsPage(HttpContext http) => http.Request.Path.StartsWithSegments("/docs") || http.Request.Path.StartsWithSegments("/redoc");

    /// <summary>ReDoc's own page links a font from elsewhere; this one does not.</summary>
    private const string ReDocPage = """
        <!DOCTYPE html>
        <html lang="en">
          <head>
            <title>Farol API</title>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body { margin: 0; padding: 0; }</style>
          </head>
          <body>
            <redoc spec-url="/openapi.json"></redoc>
            <script src="redoc.standalone.js"></script>
          </body>
        </html>
        """;
}
