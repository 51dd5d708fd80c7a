using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A value that is written as one text.</summary>
internal abstract class ScalarKind<T> : ValueKind<T>
{
    /// <summary>What is expected, as errors say it: "a duration such as 30s".</summary>
    protected abstract string Expected { get; }

    /// <summary>What it may be in JSON: a text, unless a kind says otherwise.</summary>
    protected virtual bool TakesJson(string type) => type == JsonNodes.Text;

    protected abstract bool TryParse(string text, out T value);

    protected abstract JsonObject PlainSchema();

    /// <summary>False where a value parses but is out of bounds.</summary>
    protected virtual bool IsWithin(T value) => true;

    public override bool TryRead(NodeReader node, out T value)
    {
        value = default!;
        if (node.Scalar() is not { } text || node.IsWrong)
        {
            return false;
        }

        if (node.JsonType is { } type && !TakesJson(type))
        {
            node.Error($"expected {Expected}, found a {type}");
            return false;
        }

        if (TryParse(text, out value))
        {
            return true;
        }

        node.Error($"expected {Expected}, found \"{text}\"");
        return false;
    }

    public override void Check(T value, string path, DocumentErrors errors)
    {
        if (!IsWithin(value))
        {
            errors.Judge(path, $"expected {Expected}, found {Format(value)}");
        }
    }

    /// <summary>A variable may stand for any scalar.</summary>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(PlainSchema(), SchemaDefinitions.Variable()) };
}
