using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Keys and values.</summary>
/// <param name="isOptional">It may be absent; <c>true</c> then stands for all its defaults and <c>false</c> for none.</param>
internal sealed class SectionKind<T>(SectionShape<T> shape, bool isOptional = false) : ValueKind<T>
    where T : class, new()
{
    /// <summary><c>tls:</c> alone reads like TLS, and would be none.</summary>
    public override bool MayBeLeftEmpty => !isOptional;

    public override bool TryRead(NodeReader node, out T value)
    {
        value = new T();
        if (isOptional && node.IsScalar)
        {
            switch (node.Scalar())
            {
                case "true":
                    return true;
                case "false":
                    value = null!;
                    return true;
                default:
                    node.Error("expected keys and values, or true for all defaults");
                    return false;
            }
        }

        if (node.Section() is not { } section)
        {
            return false;
        }

        value = shape.Read(section);
        return true;
    }

    public override void Check(T value, string path, DocumentErrors errors)
    {
        if (value is not null)
        {
            shape.Check(value, path, errors);
        }
    }

    public override string Format(T value) => value is null ? "(none)" : shape.Format(value);

    public override JsonNode? Json(T value) => value is null ? null : shape.Json(value);

    public override bool IsCalledAs(T one, T other) => one is not null && other is not null && shape.IsCalledAs(one, other);

    public override T Unmask(T given, T stored, string path, DocumentErrors errors)
    {
        if (given is not null)
        {
            shape.Unmask(given, stored ?? new T(), path, errors);
        }

        return given!;
    }

    public override JsonNode Short(T value)
    {
        var node = value is null ? null : shape.Short(value);
        return node is null ? JsonValue.Create(false) : isOptional && node.Count == 0 ? JsonValue.Create(true) : node;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var reference = definitions.Reference(shape);
        return isOptional
            ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, reference) }
            : reference;
    }

    public override void Compare(T before, T after, Difference at, ICollection<Difference> differences)
    {
        if (before is null || after is null)
        {
            base.Compare(before!, after!, at, differences);
        }
        else
        {
            shape.Compare(before, after, at, differences);
        }
    }
}
