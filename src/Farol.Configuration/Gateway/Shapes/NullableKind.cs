using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A number, flag or duration that may be left out.</summary>
internal sealed class NullableKind<T>(ValueKind<T> kind) : ValueKind<T?>
    where T : struct
{
    public override bool TryRead(NodeReader node, out T? value)
    {
        var isRead = kind.TryRead(node, out var given);
        value = isRead ? given : null;
        return isRead;
    }

    public override void Check(T? value, string path, DocumentErrors errors)
    {
        if (value is { } given)
        {
            kind.Check(given, path, errors);
        }
    }

    public override string Format(T? value) => value is { } given ? kind.Format(given) : "(none)";

    public override JsonObject Schema(SchemaDefinitions definitions) => kind.Schema(definitions);
}
