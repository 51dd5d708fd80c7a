using System.Text.Json.Nodes;

namespace Farol.Hosting.OpenApi;

/// <summary>Where the framework reads a type and the program writes it in a way of its own: numbers only as numbers, durations as words, lists as lists.</summary>
internal static class SchemaCorrections
{
    private const string List = "ValueListOf";

    public static void Apply(JsonObject schemas, OperationCatalog catalog)
    {
        foreach (var (name, schema) in schemas.ToList())
        {
            if (name.StartsWith(List, StringComparison.Ordinal))
            {
                schemas[name] = ListOf(name[List.Length..], schemas);
            }
            else
            {
                Correct(schema);
            }
        }

        foreach (var (name, said) in catalog.Components)
        {
            var schema = said["from"] is { } from ? schemas[from.GetValue<string>()]!.DeepClone().AsObject() : [];
            foreach (var (property, shape) in said["properties"]!.AsObject())
            {
                schema["properties"] ??= new JsonObject();
                schema["properties"]![property] = shape!.DeepClone();
            }

            schema["type"] = "object";
            schemas[name] = schema;
        }
    }

    private static JsonObject ListOf(string item, JsonObject schemas) => item switch
    {
        "StatusRange" => new JsonObject { ["description"] = "A status, a range such as 200-399, or a list of them" },
        "int" => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer" } },
        "string" => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        _ when schemas.ContainsKey(item) => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = $"#/components/schemas/{item}" } },
        _ => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } },
    };

    private static void Correct(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Correct(item);
            }
        }

        if (node is not JsonObject schema)
        {
            return;
        }

        if (schema["pattern"] is JsonValue && schema["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() is "integer" or "number"))
        {
            // Numbers in quotation marks are what the framework would read, and the program does not.
            schema.Remove("pattern");
            var rest = types.Select(t => t!.GetValue<string>()).Where(t => t != "string").ToList();
            schema["type"] = rest.Count == 1 ? rest[0] : new JsonArray([.. rest.Select(t => JsonValue.Create(t))]);
        }
        else if (schema["pattern"] is JsonValue pattern && pattern.ToString().StartsWith(@"^-?(\d+\.)?\d{2}:", StringComparison.Ordinal))
        {
            schema.Remove("pattern");
            schema["description"] ??= "A duration, such as 500ms, 30s, 5m, 1h";
        }
        else if (schema["format"]?.ToString() == "date-time" && schema["type"] is null)
        {
            schema["type"] = new JsonArray("string", "null");
        }

        foreach (var (_, child) in schema.ToList())
        {
            Correct(child);
        }
    }
}
