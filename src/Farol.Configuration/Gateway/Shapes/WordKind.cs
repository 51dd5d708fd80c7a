using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>One of the words of an enumeration, as its JSON form writes them.</summary>
internal sealed class WordKind<T> : ScalarKind<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> _words = Enum.GetValues<T>().ToDictionary(Word, StringComparer.Ordinal);

    protected override string Expected => $"one of {string.Join(", ", _words.Keys)}";

    public override string Format(T value) => Word(value);

    protected override bool TryParse(string text, out T value) => _words.TryGetValue(text, out value);

    protected override bool IsWithin(T value) => Enum.IsDefined(value);

    protected override JsonObject PlainSchema() => new() { ["enum"] = new JsonArray([.. _words.Keys.SelectMany(SchemaWords)]) };

    /// <summary>YAML reads 1.2 as a number where it is not quoted; both are the word.</summary>
    private static IEnumerable<JsonNode> SchemaWords(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? [word, number] : [word];

    private static string Word(T value) =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
