using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>One key of a section. Its name is the property's in snake_case, as in the JSON form.</summary>
internal sealed class ValueKey<T, TValue> : ShapeKey<T>
    where T : class, new()
{
    private readonly ValueKind<TValue> _kind;
    private readonly string _about;
    private readonly Func<T, TValue> _get;
    private readonly Action<T, TValue> _set;

    /// <param name="get">Reads the property.</param>
    /// <param name="text">How that is written, <c>s => s.Loops</c>: the property's name stands at its end. An expression tree would tell it too, and bring its library with it.</param>
    /// <param name="kind">What the value may be.</param>
    /// <param name="about">What the schema says of it.</param>
    public ValueKey(Func<T, TValue> get, string text, ValueKind<TValue> kind, string about)
    {
        var name = text[(text.LastIndexOf('.') + 1)..].TrimEnd('!');
        var info = typeof(T).GetProperty(name) ?? throw new ArgumentException($"{typeof(T).Name} has no property {name}", nameof(text));
        Name = SnakeCase.Of(name);
        _kind = kind;
        _about = about;
        _get = get;
        // The records are immutable to everybody but this: a section is filled once, before anybody has it.
        _set = info.SetMethod!.CreateDelegate<Action<T, TValue>>();
    }

    public override string Name { get; }

    public Func<T, bool>? IsSecret { get; init; }

    /// <summary>Null: what is stored may go wherever the section sends it.</summary>
    public Func<T, T, bool>? IsElsewhere { get; init; }

    public string ToType { get; init; } = "";

    public override void Read(SectionReader section, T into)
    {
        if (section.Node(Name) is { } node)
        {
            if (_kind.TryRead(node, out var value))
            {
                _set(into, value);
            }
        }
        else if (!_kind.MayBeLeftEmpty && section.IsLeftEmpty(Name))
        {
            section.Error(Name, $"is left empty; write {Name}: true for all its defaults, or take the key out");
        }
    }

    public override void Check(T value, string path, DocumentErrors errors) =>
        _kind.Check(_get(value), PathIn(path), errors);

    public override JsonNode? Json(T value) => IsSecret?.Invoke(value) == true ? Differences.Mask : _kind.Json(_get(value));

    public override bool IsEqual(T one, T other) => EqualityComparer<TValue>.Default.Equals(_get(one), _get(other));

    public override void Unmask(T given, T stored, string path, DocumentErrors errors)
    {
        var (now, before) = (_get(given), _get(stored));
        var nothing = _get(new T());
        if (IsElsewhere?.Invoke(given, stored) == true && !EqualityComparer<TValue>.Default.Equals(before, nothing))
        {
            var masks = new DocumentErrors("");
            _kind.Unmask(now, nothing, PathIn(path), masks);
            foreach (var mask in masks.All)
            {
                errors.Judge(mask.Key, ToType);
            }

            return;
        }

        _set(given, IsSecret?.Invoke(given) == true && now is string text
            ? (TValue)(object)Differences.Unmask(text, before as string, PathIn(path), errors)
            : _kind.Unmask(now, before, PathIn(path), errors));
    }

    public override string? Format(T value)
    {
        var here = _get(value);
        return EqualityComparer<TValue>.Default.Equals(here, _get(new T())) ? null : $"{Name}: {Shown(value, here)}";
    }

    public override JsonNode? Short(T value) => EqualityComparer<TValue>.Default.Equals(_get(value), _get(new T())) ? null
        : IsSecret?.Invoke(value) == true ? Differences.Mask
        : _kind.Short(_get(value));

    public override void Compare(T before, T after, Difference at, ICollection<Difference> differences)
    {
        var (old, now) = (_get(before), _get(after));
        at = at with { Field = at.Field is null ? Name : $"{at.Field}.{Name}" };
        if (IsSecret is null)
        {
            _kind.Compare(old, now, at, differences);
        }
        else if (!EqualityComparer<TValue>.Default.Equals(old, now))
        {
            differences.Add(at with { Before = Shown(before, old), After = Shown(after, now) });
        }
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = _kind.Schema(definitions);
        schema["description"] = _about;
        return schema;
    }

    private string PathIn(string path) => path.Length == 0 ? Name : $"{path}.{Name}";

    private string Shown(T section, TValue value) => IsSecret?.Invoke(section) == true ? Differences.Mask : _kind.Format(value);
}
