using System.Text.Json;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>What the console says in one language, read from its own texts: a flow is tested in both without saying each word twice.</summary>
internal sealed class ConsoleTexts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public ConsoleTexts(string language)
    {
        var source = RepositoryRoot.File("web", "src");
        var brought = Directory.EnumerateFiles(source, $"{language}.json", SearchOption.AllDirectories).Where(f => Directory.GetParent(f)!.Name == "texts");
        foreach (var file in brought.Prepend(Path.Combine(source, "i18n", $"{language}.json")))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            Read(document.RootElement, "");
        }
    }

    /// <param name="values">Name and value of what stands in double braces.</param>
    public string this[string key, params (string Name, string Value)[] values] =>
        values.Aggregate(_texts[key], (text, value) => text.Replace($"{{{{{value.Name}}}}}", value.Value, StringComparison.Ordinal));

    private void Read(JsonElement element, string key)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            _texts[key] = element.GetString()!;
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            Read(property.Value, key.Length == 0 ? property.Name : $"{key}.{property.Name}");
        }
    }
}
