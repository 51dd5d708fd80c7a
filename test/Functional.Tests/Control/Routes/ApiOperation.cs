using System.Text.Json;
using Testing.Support;

namespace Functional.Tests.Control.Routes;

/// <summary>One operation as docs/reference/openapi.json has it.</summary>
internal sealed class ApiOperation
{
    private static readonly Lazy<JsonElement> _document = new(() => JsonDocument.Parse(File.ReadAllText(Location)).RootElement.Clone());

    private ApiOperation(string path, string method, JsonElement json) => (Path, Method, Json) = (path, method, json);

    /// <summary>The committed document; a test holds it against the program's.</summary>
    public static string Location => RepositoryRoot.File("docs", "reference", "openapi.json");

    public static JsonElement Document => _document.Value;

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        .. Document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => new ApiOperation(path.Name, o.Name.ToUpperInvariant(), o.Value))),
    ];

    public string Path { get; }

    public string Method { get; }

    public JsonElement Json { get; }

    public string Key => $"{Method} {Path}";

    public bool IsSocket => Path.Contains("/ws/", StringComparison.Ordinal);

    public string Role => Json.TryGetProperty("x-role", out var role) ? role.GetString()! : "viewer";

    public bool IsPublic => Role == "public";

    /// <summary>Settings of the ports that serve it.</summary>
    public IReadOnlyList<string> Ports => Json.TryGetProperty("x-ports", out var ports) ? [.. ports.EnumerateArray().Select(p => p.GetString()!)] : [];

    public bool TakesIfMatch => Parameters.Any(p => p.GetProperty("name").GetString() == "If-Match");

    public bool TakesTenant => Parameters.Any(p => p.GetProperty("name").GetString() == "tenant");

    public IEnumerable<JsonElement> Parameters => Json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    /// <summary>Null: it takes none.</summary>
    public JsonElement? Body => Json.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Value : null;

    public string? MediaType => Json.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Name : null;

    public JsonElement? Example => Body is { } body && body.TryGetProperty("example", out var example) ? example : null;

    public JsonElement? RequestSchema => Body is { } body && body.TryGetProperty("schema", out var schema) ? Resolve(schema) : null;

    public IReadOnlyList<string> PathParameters =>
        [.. Parameters.Where(p => p.GetProperty("in").GetString() == "path").Select(p => p.GetProperty("name").GetString()!)];

    public IEnumerable<string> QueryParameters => Parameters.Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!);

    public static ApiOperation Find(string key) => All.Single(o => o.Key == key);

    public static JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/')[1..].Aggregate(Document, (at, part) => at.GetProperty(part));
        }

        return schema;
    }

    /// <summary>The path with the examples of its parameters, or other values for them.</summary>
    public string Address(Func<string, string?>? value = null)
    {
        var path = Path;
        foreach (var parameter in Parameters.Where(p => p.GetProperty("in").GetString() == "path"))
        {
            var name = parameter.GetProperty("name").GetString()!;
            var text = value?.Invoke(name) ?? parameter.GetProperty("example").ToString();
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(text), StringComparison.Ordinal);
        }

        var query = Parameters.Where(p => p.GetProperty("in").GetString() == "query" && p.TryGetProperty("example", out _))
            .Select(p => $"{p.GetProperty("name").GetString()}={Uri.EscapeDataString(p.GetProperty("example").ToString())}").ToList();
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    public override string ToString() => Key;
}
