using System.Globalization;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A list; one of a single scalar may be written without brackets.</summary>
internal sealed class ListKind<T>(ValueKind<T> item, int maximum) : ValueKind<ValueList<T>>
{
    private readonly bool _mayBeSingle = item is ScalarKind<T>;

    public override bool TryRead(NodeReader node, out ValueList<T> value)
    {
        value = [];
        if (_mayBeSingle && node.IsScalar)
        {
            var isRead = item.TryRead(node, out var single);
            value = isRead ? [single] : [];
            return isRead;
        }

        if (node.Items() is not { } items)
        {
            node.Error(_mayBeSingle ? "expected a list of values, such as [a, b]" : "expected a list of sections, each beginning with \"-\"");
            return false;
        }

        var read = new List<T>();
        foreach (var one in items)
        {
            if (item.TryRead(one, out var good))
            {
                read.Add(good);
            }
            else if (_mayBeSingle)
            {
                continue;
            }
            else
            {
                // Keeps the numbering of those behind it.
                read.Add(good ?? throw new InvalidOperationException("a section that cannot be read is an empty one"));
            }
        }

        value = [.. read];
        return true;
    }

    public override void Check(ValueList<T> value, string path, DocumentErrors errors)
    {
        if (value.Count > maximum)
        {
            errors.Judge(path, string.Create(CultureInfo.InvariantCulture, $"has {value.Count} entries; at most {maximum} are taken"));
            return;
        }

        for (var i = 0; i < value.Count; i++)
        {
            item.Check(value[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), errors);
        }
    }

    public override string Format(ValueList<T> value) => $"[{string.Join(", ", value.Select(item.Format))}]";

    public override JsonNode? Json(ValueList<T> value) => new JsonArray([.. value.Select(item.Json)]);

    /// <summary>Entries are found again by what they are called, the second of a name as the second.</summary>
    public override ValueList<T> Unmask(ValueList<T> given, ValueList<T> stored, string path, DocumentErrors errors)
    {
        var left = stored.ToList();
        return [.. given.Select((one, index) =>
        {
            var at = left.FindIndex(s => item.IsCalledAs(s, one));
            var before = at < 0 ? default! : left[at];
            left.RemoveRange(Math.Max(at, 0), at < 0 ? 0 : 1);
            return item.Unmask(one, before, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), errors);
        })];
    }

    public override JsonNode Short(ValueList<T> value) => new JsonArray([.. value.Select(item.Short)]);

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var list = new JsonObject { ["type"] = "array", ["maxItems"] = maximum, ["items"] = item.Schema(definitions) };
        return _mayBeSingle ? new JsonObject { ["anyOf"] = new JsonArray(list, item.Schema(definitions)) } : list;
    }
}
