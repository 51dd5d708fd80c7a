using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Farol.Hosting.OpenApi;

/// <summary>
/// The whole API in OpenAPI 3.1, the same on every port: what the framework reads from the code, completed by what endpoints say in their metadata
/// (<see cref="OperationWriter"/>) and by <see cref="OperationCatalog"/>.
/// </summary>
internal sealed class ApiDocument(
    [FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider, EndpointDataSource endpoints, PortMap ports)
{
    public const string Name = "v1";

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<byte[]>? _bytes;

    /// <summary>The document as it is served; made once.</summary>
    public Task<byte[]> ReadAsync() => _bytes ??= MakeAsync();

    private async Task<byte[]> MakeAsync()
    {
        var text = await (await provider.GetOpenApiDocumentAsync()).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        var document = JsonNode.Parse(text)!.AsObject();
        var catalog = OperationCatalog.Read();
        document["info"] = DocumentHead.Info();
        document.Remove("servers");
        document["security"] = new JsonArray();
        var paths = document["paths"]!.AsObject();
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            AddSocket(paths, endpoint);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get])
            {
                AddUndescribed(paths, catalog, PathOf(endpoint), method);
                if (paths[PathOf(endpoint)]?[method.ToLowerInvariant()] is JsonObject operation)
                {
                    new OperationWriter(endpoint, method, PathOf(endpoint), ports, catalog).Complete(operation);
                }
                else if (endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
                {
                    throw new InvalidOperationException($"{method} {PathOf(endpoint)} is not in the OpenAPI document: its handler gives the framework nothing to describe");
                }
            }
        }

        SchemaCorrections.Apply(schemas, catalog);
        SchemaRules.Apply(document, schemas, catalog);
        document["paths"] = new JsonObject(paths.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        document["components"] = DocumentHead.Components(schemas);
        document["tags"] = DocumentHead.Tags(document["paths"]!.AsObject());
        return JsonSerializer.SerializeToUtf8Bytes(document, _json);
    }

    /// <summary>The path as OpenAPI writes it: without constraints and defaults.</summary>
    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(
        s => string.Concat(s.Parts.Select(p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => "",
        }))));

    /// <summary>A handler that takes the whole request says nothing to the framework; the catalog says it.</summary>
    private static void AddUndescribed(JsonObject paths, OperationCatalog catalog, string path, string method)
    {
        if (catalog.Find(method, path)?["tags"] is { } tags && paths[path]?[method.ToLowerInvariant()] is null)
        {
            paths[path] ??= new JsonObject();
            paths[path]![method.ToLowerInvariant()] = new JsonObject { ["tags"] = tags.DeepClone() };
        }
    }

    /// <summary>A WebSocket has no method of its own, so that the framework leaves it out.</summary>
    private static void AddSocket(JsonObject paths, RouteEndpoint endpoint)
    {
        var path = PathOf(endpoint);
        if (paths.ContainsKey(path) || !(path.StartsWith("/ws/", StringComparison.Ordinal) || path.StartsWith("/api/ws/", StringComparison.Ordinal)))
        {
            return;
        }

        paths[path] = new JsonObject
        {
            ["get"] = new JsonObject
            {
                ["tags"] = new JsonArray("Live"),
                ["summary"] = $"The live channel {path[(path.LastIndexOf('/') + 1)..]}: a WebSocket, one JSON document a frame",
                ["parameters"] = new JsonArray(
                    OperationWriter.Query("access_token", "The access token, for clients that cannot set a header"),
                    OperationWriter.Query("since", "EPOCH:SEQ of the last frame that was seen: what was missed comes, or a snapshot")),
                ["responses"] = new JsonObject { ["101"] = new JsonObject { ["description"] = "Frames follow" } },
            },
        };
    }
}
