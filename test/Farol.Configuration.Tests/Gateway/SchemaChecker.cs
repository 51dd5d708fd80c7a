using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>
/// Holds JSON against a schema, as far as ours goes: type, enum, const, anyOf, $ref, properties, required, additionalProperties, items,
/// maxItems, minimum, maximum, maxLength, pattern. Any other keyword fails, so that it cannot be ignored unseen.
/// </summary>
internal static class SchemaChecker
{
    private static readonly HashSet<string> _notes = ["description", "title", "$schema", "$defs"];

    /// <param name="used">Takes the keys that were met, as "definition.key".</param>
    public static List<string> Check(JsonNode? value, JsonObject root, HashSet<string>? used = null)
    {
        var errors = new List<string>();
        Check(value, root, "$", "root", root, errors, used ?? []);
        return errors;
    }

    /// <summary>Every key that the schema knows, as "definition.key".</summary>
    public static IEnumerable<string> AllKeys(JsonObject root)
    {
        var definitions = root["$defs"]!.AsObject().Select(d => (d.Key, Schema: d.Value!.AsObject()))
            .Append((Key: "root", Schema: root))
            .Append((Key: "root.routers", Schema: root["properties"]!["routers"]!["items"]!.AsObject()));
        return definitions.SelectMany(d => (d.Schema["properties"]?.AsObject() ?? []).Select(p => $"{d.Key}.{p.Key}"));
    }

    private static void Check(JsonNode? value, JsonObject schema, string path, string definition, JsonObject root, List<string> errors, HashSet<string> used)
    {
        foreach (var (keyword, argument) in schema)
        {
            switch (keyword)
            {
                case var note when _notes.Contains(note):
                    break;
                case "$ref":
                    var name = argument!.GetValue<string>()["#/$defs/".Length..];
                    Check(value, root["$defs"]![name]!.AsObject(), path, name, root, errors, used);
                    break;
                case "anyOf":
                    if (!argument!.AsArray().Any(a => IsGood(value, a!.AsObject(), path, definition, root, used)))
                    {
                        errors.Add($"{path}: fits none of the forms");
                    }

                    break;
                case "properties":
                    CheckProperties(value as JsonObject, argument!.AsObject(), path, definition, root, errors, used);
                    break;
                case "additionalProperties":
                    Assert.False(argument!.GetValue<bool>());
                    errors.AddRange((value as JsonObject ?? []).Where(p => !schema["properties"]!.AsObject().ContainsKey(p.Key)).Select(p => $"{path}.{p.Key}: unknown key"));
                    break;
                case "items":
                    var items = value as JsonArray ?? [];
                    for (var i = 0; i < items.Count; i++)
                    {
                        Check(items[i], argument!.AsObject(), $"{path}[{i}]", definition, root, errors, used);
                    }

                    break;
                default:
                    if (Judge(value, keyword, argument!) is { } wrong)
                    {
                        errors.Add($"{path}{wrong}");
                    }

                    break;
            }
        }
    }

    private static bool IsGood(JsonNode? value, JsonObject schema, string path, string definition, JsonObject root, HashSet<string> used)
    {
        var errors = new List<string>();
        Check(value, schema, path, definition, root, errors, used);
        return errors.Count == 0;
    }

    private static void CheckProperties(
        JsonObject? value, JsonObject properties, string path, string definition, JsonObject root, List<string> errors, HashSet<string> used)
    {
        foreach (var (key, below) in value ?? [])
        {
            if (properties[key] is JsonObject schema && below is not null)
            {
                used.Add($"{definition}.{key}");
                Check(below, schema, $"{path}.{key}", $"{definition}.{key}", root, errors, used);
            }
        }
    }

    private static string? Judge(JsonNode? value, string keyword, JsonNode argument)
    {
        double? number = value?.GetValueKind() == JsonValueKind.Number ? Number(value) : null;
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return keyword switch
        {
            "type" when !Types(argument).Any(t => IsOfType(value, t)) => $": not a {string.Join(" or ", Types(argument))}",
            "enum" when !argument.AsArray().Any(a => JsonNode.DeepEquals(a, value)) => ": not one of the words",
            "const" when !JsonNode.DeepEquals(argument, value) => $": not {argument}",
            "minimum" when number < Number(argument) => ": too small",
            "maximum" when number > Number(argument) => ": too large",
            "maxItems" when (value as JsonArray)?.Count > Number(argument) => ": too many",
            "maxLength" when text?.Length > Number(argument) => ": too long",
            "pattern" when text is not null && !Regex.IsMatch(text, argument.GetValue<string>()) => ": of another form",
            "required" when value is JsonObject section && argument.AsArray().FirstOrDefault(k => !section.ContainsKey(k!.GetValue<string>())) is { } missing =>
                $".{missing}: is required",
            "type" or "enum" or "const" or "minimum" or "maximum" or "maxItems" or "maxLength" or "pattern" or "required" => null,
            _ => throw new NotSupportedException($"the checker does not know the keyword {keyword}"),
        };
    }

    private static IEnumerable<string> Types(JsonNode argument) =>
        argument is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [argument.GetValue<string>()];

    private static bool IsOfType(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && double.IsInteger(Number(value)),
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        _ => throw new NotSupportedException($"the checker does not know the type {type}"),
    };

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
