using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>The JSON schema (draft 2020-12) of the configuration file, for editors; made of the same table of keys that the reader uses.</summary>
public static class GatewaySchema
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text()
    {
        var definitions = new SchemaDefinitions();
        var properties = GatewayShapes.Document.Properties(definitions);
        properties.Insert(0, "routers", new JsonObject
        {
            ["type"] = "array",
            ["description"] = "Routers that are watched.",
            ["items"] = RouterSchema.Section(),
        });
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Farol's configuration file",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["$defs"] = definitions.ToJson(),
        };
        return schema.ToJsonString(_indented) + "\n";
    }
}
