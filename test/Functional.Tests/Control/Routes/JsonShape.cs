using System.Text.Json;

namespace Functional.Tests.Control.Routes;

/// <summary>Holds JSON against a schema of the document: types, required fields, and no field that the schema does not know.</summary>
internal static class JsonShape
{
    public static void AssertMatches(JsonElement value, JsonElement schema, string at)
    {
        var faults = Faults(value, schema, at).Take(10).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    public static IEnumerable<string> FaultsOf(JsonElement value, JsonElement schema) => Faults(value, schema, "$");

    private static IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at)
    {
        schema = ApiOperation.Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
        {
            var tries = choices.EnumerateArray().Select(c => Faults(value, c, at).ToList()).ToList();
            return tries.Any(t => t.Count == 0) ? [] : tries.MinBy(t => t.Count)!;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(value, type))
        {
            return [$"{at}: {value.ValueKind} is not {type}"];
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)))
        {
            return [$"{at}: {value} is none of {words}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectFaults(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((v, i) => Faults(v, items, $"{at}[{i}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> ObjectFaults(JsonElement value, JsonElement schema, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _))
            {
                yield return $"{at}.{name} is missing";
            }
        }

        var hasMore = schema.TryGetProperty("additionalProperties", out var more);
        foreach (var field in value.EnumerateObject())
        {
            if (known.TryGetValue(field.Name, out var its))
            {
                foreach (var fault in Faults(field.Value, its, $"{at}.{field.Name}"))
                {
                    yield return fault;
                }
            }
            else if (hasMore && more.ValueKind == JsonValueKind.Object)
            {
                foreach (var fault in Faults(field.Value, more, $"{at}.{field.Name}"))
                {
                    yield return fault;
                }
            }
            else if (known.Count > 0 && !(hasMore && more.ValueKind == JsonValueKind.True))
            {
                yield return $"{at}.{field.Name} is not in the schema";
            }
        }
    }

    private static bool IsOf(JsonElement value, JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(t => Is(value, t.GetString()!)) : Is(value, type.GetString()!);

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
