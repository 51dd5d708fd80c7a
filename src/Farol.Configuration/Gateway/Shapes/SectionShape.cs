using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>The keys of one kind of section: the one place that the reader, the schema, the checks and the differences know them from.</summary>
internal sealed class SectionShape<T>(string name, string description)
    where T : class, new()
{
    // An array: the runtime would make a list of each section's keys a dozen types.
    private ShapeKey<T>[] _keys = [];

    /// <summary>The name in the schema's definitions.</summary>
    public string Name => name;

    /// <param name="property">The property of the section, as <c>s => s.Loops</c>.</param>
    /// <param name="kind">What it may be.</param>
    /// <param name="about">What the schema says of it.</param>
    /// <param name="text">How <paramref name="property"/> is written: its name is the property's.</param>
    public SectionShape<T> Key<TValue>(Func<T, TValue> property, ValueKind<TValue> kind, string about, [CallerArgumentExpression(nameof(property))] string text = "")
    {
        return With(new ValueKey<T, TValue>(property, text, kind, about));
    }

    /// <summary>A value that differences mask where the section says so.</summary>
    public SectionShape<T> Masked<TValue>(Func<T, TValue> property, ValueKind<TValue> kind, string about, Func<T, bool> isSecret, [CallerArgumentExpression(nameof(property))] string text = "")
    {
        return With(new ValueKey<T, TValue>(property, text, kind, about) { IsSecret = isSecret });
    }

    /// <summary>A value with secrets that stay only where they were stored for: a mask that comes back for another place is an error.</summary>
    /// <param name="isElsewhere">Whether the section, given and stored, sends them to another place than before.</param>
    /// <param name="toType">What is then said of each mask.</param>
    public SectionShape<T> Bound<TValue>(
        Func<T, TValue> property, ValueKind<TValue> kind, string about, Func<T, T, bool> isElsewhere, string toType, [CallerArgumentExpression(nameof(property))] string text = "")
    {
        return With(new ValueKey<T, TValue>(property, text, kind, about) { IsElsewhere = isElsewhere, ToType = toType });
    }

    public T Read(SectionReader section)
    {
        var value = ReadKeys(section);
        section.RefuseUnknown();
        return value;
    }

    /// <summary>Reads the keys and leaves others to whoever knows them.</summary>
    public T ReadKeys(SectionReader section)
    {
        var value = new T();
        foreach (var key in _keys)
        {
            key.Read(section, value);
        }

        return value;
    }

    public void Check(T value, string path, DocumentErrors errors)
    {
        foreach (var key in _keys)
        {
            key.Check(value, path, errors);
        }
    }

    public string Format(T value) => $"{{{string.Join(", ", _keys.Select(k => k.Format(value)).OfType<string>())}}}";

    public void Compare(T before, T after, Difference at, ICollection<Difference> differences)
    {
        foreach (var key in _keys)
        {
            key.Compare(before, after, at, differences);
        }
    }

    public JsonObject Json(T value) => new(_keys.Select(k => KeyValuePair.Create(k.Name, k.Json(value))));

    /// <summary>By their first keys, which are their names.</summary>
    public bool IsCalledAs(T one, T other) => _keys[0].IsEqual(one, other);

    /// <param name="given">Just read, and nobody else's yet: it is changed in place.</param>
    public void Unmask(T given, T stored, string path, DocumentErrors errors)
    {
        foreach (var key in _keys)
        {
            key.Unmask(given, stored, path, errors);
        }
    }

    /// <summary>Its keys that are not at their defaults, secrets masked.</summary>
    public JsonObject Short(T value) => new(_keys.Select(k => KeyValuePair.Create(k.Name, k.Short(value))).Where(k => k.Value is not null));

    public JsonObject Schema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["properties"] = Properties(definitions),
        ["additionalProperties"] = false,
    };

    public JsonObject Properties(SchemaDefinitions definitions) =>
        new(_keys.Select(k => KeyValuePair.Create<string, JsonNode?>(k.Name, k.Schema(definitions))));

    private SectionShape<T> With(ShapeKey<T> key)
    {
        Array.Resize(ref _keys, _keys.Length + 1);
        _keys[^1] = key;
        return this;
    }
}
