using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Documents;

/// <summary>JSON as the nodes that the reader of files knows, with the types that its values have.</summary>
internal static class JsonNodes
{
    public const string Text = "text";
    public const string Number = "number";
    public const string Flag = "true or false";

    private static readonly TagName _text = new("!json-text");
    private static readonly TagName _number = new("!json-number");
    private static readonly TagName _flag = new("!json-flag");

    /// <summary>Null: not from JSON, or no single value.</summary>
    public static string? TypeOf(YamlNode node) =>
        node is not YamlScalarNode || node.Tag.IsEmpty ? null : node.Tag == _text ? Text : node.Tag == _number ? Number : node.Tag == _flag ? Flag : null;

    /// <summary>The value's nesting is bounded by whoever parsed it.</summary>
    public static YamlNode Of(JsonElement value, string path, DocumentErrors errors) => value.ValueKind switch
    {
        JsonValueKind.Object => Mapping(value, path, errors),
        JsonValueKind.Array => new YamlSequenceNode(value.EnumerateArray().Select((item, index) => Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), errors))),
        JsonValueKind.String => Scalar(value.GetString()!, _text),
        JsonValueKind.Number => Scalar(value.GetRawText(), _number),
        JsonValueKind.True => Scalar("true", _flag),
        JsonValueKind.False => Scalar("false", _flag),
        _ => Scalar("", _text),
    };

    private static YamlMappingNode Mapping(JsonElement value, string path, DocumentErrors errors)
    {
        var mapping = new YamlMappingNode();
        foreach (var property in value.EnumerateObject())
        {
            var inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!mapping.Children.TryAdd(new YamlScalarNode(property.Name), Of(property.Value, inner, errors)))
            {
                errors.Add(0, inner, "is given twice");
            }
        }

        return mapping;
    }

    /// <summary>Quoted, so that what is empty counts as left out and not as forgotten.</summary>
    private static YamlScalarNode Scalar(string text, TagName tag) => new(text) { Tag = tag, Style = ScalarStyle.DoubleQuoted };
}
