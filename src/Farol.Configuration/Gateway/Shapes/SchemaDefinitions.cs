using System.Text.Json.Nodes;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Collects the definitions that a schema refers to, each once.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject?> _byName = new(StringComparer.Ordinal);

    public static JsonObject Variable() => new() { ["$ref"] = "#/$defs/variable" };

    public JsonObject Reference<T>(SectionShape<T> shape)
        where T : class, new()
    {
        if (_byName.TryAdd(shape.Name, null))
        {
            _byName[shape.Name] = shape.Schema(this);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{shape.Name}" };
    }

    public JsonObject ToJson()
    {
        var all = new JsonObject(_byName.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Key, d.Value)));
        all["variable"] = new JsonObject
        {
            ["description"] = "A value from the environment: ${NAME}, or ${NAME:-default}.",
            ["type"] = "string",
            ["pattern"] = @"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}",
        };
        return all;
    }
}
