using System.Text.Json.Nodes;

namespace Farol.Hosting.OpenApi;

/// <summary>
/// What holds of every schema: an answer has all its fields, with null for what is unknown, so they are required there; a request's are as its type says.
/// </summary>
internal static class SchemaRules
{
    private const string Reference = "$ref";
    private const string Schemas = "#/components/schemas/";

    public static void Apply(JsonObject document, JsonObject schemas, OperationCatalog catalog)
    {
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Select(o => o.Value!.AsObject()).ToList();
        foreach (var (key, said) in catalog.All)
        {
            CorrectRequest(document, schemas, key, said);
        }

        foreach (var unused in schemas.Select(s => s.Key).Except(Reach(operations, schemas)).ToList())
        {
            schemas.Remove(unused);
        }

        var requests = Reach(operations.Select(o => o["requestBody"]), schemas);
        var optional = catalog.All.Values.SelectMany(o => o["optional"]?.AsArray() ?? []).Select(n => n!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Reach(operations.Select(o => o["responses"]), schemas).Except(requests).Except(optional))
        {
            if (schemas[name] is JsonObject { } schema && schema["properties"] is JsonObject { Count: > 0 } properties)
            {
                schema["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]);
            }
        }
    }

    /// <summary>
    /// What types say otherwise than readers of the body do: a parameter of a record's constructor counts as required to the framework, with a default too;
    /// a field that a handler demands does not; and a property that is worked out counts as a field.
    /// </summary>
    private static void CorrectRequest(JsonObject document, JsonObject schemas, string key, JsonObject said)
    {
        var method = key[..key.IndexOf(' ', StringComparison.Ordinal)];
        var body = document["paths"]![key[(method.Length + 1)..]]?[method.ToLowerInvariant()]?["requestBody"]?["content"]?["application/json"]?["schema"];
        if (body?[Reference]?.GetValue<string>() is not { } reference || schemas[reference[Schemas.Length..]] is not JsonObject schema)
        {
            return;
        }

        if (said["demands"] is { } demands)
        {
            // Of this operation alone: others take the same type and demand less.
            var content = document["paths"]![key[(method.Length + 1)..]]![method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!;
            content["schema"] = new JsonObject { ["allOf"] = new JsonArray(body.DeepClone(), new JsonObject { ["required"] = demands.DeepClone() }) };
        }

        if (said["required"] is { } required)
        {
            schema["required"] = required.DeepClone();
        }

        foreach (var name in said["without"]?.AsArray() ?? [])
        {
            schema["properties"]!.AsObject().Remove(name!.GetValue<string>());
        }
    }

    private static HashSet<string> Reach(IEnumerable<JsonNode?> from, JsonObject schemas)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<JsonNode?>(from);
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case JsonArray array:
                    Push(array);
                    break;
                case JsonObject each when each[Reference]?.GetValue<string>() is { } reference && reference.StartsWith(Schemas, StringComparison.Ordinal):
                    if (reached.Add(reference[Schemas.Length..]))
                    {
                        open.Push(schemas[reference[Schemas.Length..]]);
                    }

                    break;
                case JsonObject each:
                    Push(each.Where(p => p.Key != "example").Select(p => p.Value));
                    break;
            }
        }

        return reached;

        void Push(IEnumerable<JsonNode?> nodes)
        {
            foreach (var node in nodes)
            {
                open.Push(node);
            }
        }
    }
}
