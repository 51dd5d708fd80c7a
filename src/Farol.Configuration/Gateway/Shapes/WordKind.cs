using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>One of the words of an enumeration, as its JSON form writes them.</summary>
internal sealed class WordKind<T> : ScalarKind<T>
    where T : struct, Enum
{
    // By the fields: Enum looks for the attributes of the enumeration, and those that tell its JSON form bring their library with them. As objects, so
    // that the methods are compiled once and not for each enumeration.
    private static readonly FieldInfo[] _fields = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static);
    private static readonly object[] _values = Array.ConvertAll(_fields, f => f.GetValue(null)!);

    private readonly string[] _words;

    /// <param name="word">How a value is written where it is not its name in snake_case.</param>
    public WordKind(Func<T, string>? word = null) =>
        _words = word is null ? Array.ConvertAll(_fields, f => SnakeCase.Of(f.Name)) : Array.ConvertAll(_values, v => word((T)v));

    protected override string Expected => $"one of {string.Join(", ", _words)}";

    public override string Format(T value) => IndexOf(value) is >= 0 and var index ? _words[index] : value.ToString();

    protected override bool TryParse(string text, out T value)
    {
        var index = Array.IndexOf(_words, text);
        value = index < 0 ? default : (T)_values[index];
        return index >= 0;
    }

    protected override bool IsWithin(T value) => IndexOf(value) >= 0;

    protected override JsonObject PlainSchema() => new() { ["enum"] = new JsonArray([.. _words.SelectMany(SchemaWords)]) };

    private static int IndexOf(T value) => Array.IndexOf(_values, (object)value);

    /// <summary>YAML reads 1.2 as a number where it is not quoted; both are the word.</summary>
    private static IEnumerable<JsonNode> SchemaWords(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? [word, number] : [word];
}
