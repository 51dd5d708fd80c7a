using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Farol.Configuration.Gateway.Shapes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Gateway;

/// <summary>Writes a document as a person would: only what is not at its default, secrets masked. <see cref="EditedDocument"/> reads it back.</summary>
public static partial class DocumentText
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(GatewayDocument document) => GatewayShapes.Document.Short(document).ToJsonString(_json) + "\n";

    public static string ToYaml(GatewayDocument document)
    {
        var root = GatewayShapes.Document.Short(document);
        if (root.Count == 0)
        {
            return "{}\n";
        }

        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(Yaml(root))).Save(text, assignAnchors: false);
        // The end mark of a stream says nothing in a file.
        return text.ToString().TrimEnd('.', '\n') + "\n";
    }

    private static YamlNode Yaml(JsonNode node) => node switch
    {
        JsonObject fields => new YamlMappingNode(fields.SelectMany(f => new[] { Plain(f.Key), Yaml(f.Value!) })),
        JsonArray items => new YamlSequenceNode(items.Select(i => Yaml(i!))) { Style = items.All(i => i is JsonValue) ? YamlDotNet.Core.Events.SequenceStyle.Flow : YamlDotNet.Core.Events.SequenceStyle.Block },
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ => Plain(node.ToJsonString()),
    };

    private static YamlScalarNode Text(string text) => IsPlain().IsMatch(text) ? Plain(text) : new YamlScalarNode(text) { Style = ScalarStyle.DoubleQuoted };

    private static YamlScalarNode Plain(string text) => new(text) { Style = ScalarStyle.Plain };

    /// <summary>Texts that mean nothing else in YAML; digits, words such as yes and everything with marks are quoted.</summary>
    [GeneratedRegex("^(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z/][A-Za-z0-9_./-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex IsPlain();
}
