using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;
using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>One kind of object as JSON, for APIs: read and written by the same table of keys as the file, every error at once.</summary>
public sealed class ObjectForm<T>
    where T : class, new()
{
    private readonly SectionShape<T> _shape;

    internal ObjectForm(SectionShape<T> shape) => _shape = shape;

    /// <summary>Types and bounds; how objects go together is judged of the whole document (<see cref="GatewayCheck"/>).</summary>
    /// <param name="stored">Whose secrets stand behind masks that came back; null: there are none.</param>
    /// <param name="errors">By the path of the key within the object.</param>
    /// <param name="passedOver">Keys that an answer has beside the object's own: what was read may be sent back.</param>
    public T Read(JsonElement body, T? stored, out IReadOnlyList<ConfigurationError> errors, params ReadOnlySpan<string> passedOver)
    {
        var found = new DocumentErrors("body");
        var value = new T();
        if (JsonNodes.Of(body, "", found) is YamlDotNet.RepresentationModel.YamlMappingNode mapping)
        {
            foreach (var key in passedOver)
            {
                mapping.Children.Remove(new YamlDotNet.RepresentationModel.YamlScalarNode(key));
            }

            value = _shape.Read(new SectionReader(mapping, "", found, _ => null));
            _shape.Unmask(value, stored ?? new T(), "", found);
            _shape.Check(value, "", found);
        }
        else
        {
            found.Add(0, "(body)", "expected a JSON object");
        }

        errors = found.All;
        return value;
    }

    /// <summary>Every key with its value, secrets masked.</summary>
    public JsonObject Write(T value) => _shape.Json(value);

    /// <summary>The object as the link carries it, secrets included: what an entity tag is made of. Never to be shown.</summary>
    public byte[] Canonical(T value) => JsonSerializer.SerializeToUtf8Bytes(value, GatewayJson.Options);

    /// <summary>The JSON schema of the object, with every definition that it refers to under <c>$defs</c>.</summary>
    public JsonObject Schema()
    {
        var definitions = new SchemaDefinitions();
        var schema = _shape.Schema(definitions);
        schema["$defs"] = definitions.ToJson();
        return schema;
    }
}
