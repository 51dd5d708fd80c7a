using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A text of some form.</summary>
/// <param name="form">What is expected, as errors say it.</param>
/// <param name="isGood">Judges a text that is not empty.</param>
internal sealed class TextKind(string form, Func<string, bool> isGood) : ScalarKind<string>
{
    /// <summary>Longer ones are no names, paths or values that a person wrote.</summary>
    public const int MaxLength = 4096;

    /// <summary>Set where it must be given: an example.</summary>
    public string? Required { get; init; }

    /// <summary>Longer than <see cref="MaxLength"/> only for texts that are content, such as certificates.</summary>
    public int Longest { get; init; } = MaxLength;

    public bool IsSecret { get; init; }

    protected override string Expected => form;

    public override void Check(string value, string path, DocumentErrors errors)
    {
        if (string.IsNullOrEmpty(value))
        {
            if (Required is not null)
            {
                errors.Judge(path, $"is required, such as {path[(path.LastIndexOf('.') + 1)..]}: {Required}");
            }
        }
        else if (value.Length > Longest)
        {
            errors.Judge(path, $"is longer than {Longest} characters");
        }
        else if (!isGood(value))
        {
            errors.Judge(path, $"expected {form}, found {(IsSecret ? "another text" : $"\"{Format(value)}\"")}");
        }
    }

    /// <summary>On one line, whatever is in it.</summary>
    public override string Format(string value) => IsSecret ? Differences.Mask : string.Concat(value.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));

    public override JsonNode? Json(string value) => IsSecret && !string.IsNullOrEmpty(value) ? Differences.Mask : value;

    public override string Unmask(string given, string stored, string path, DocumentErrors errors) =>
        IsSecret ? Differences.Unmask(given, stored, path, errors) : given;

    protected override bool TryParse(string text, out string value)
    {
        value = text;
        return true;
    }

    protected override JsonObject PlainSchema() => new() { ["type"] = "string", ["maxLength"] = Longest };

    /// <summary>A text may hold variables anywhere, and YAML's bare numbers and words are texts where one is asked for.</summary>
    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = PlainSchema();
        schema["type"] = new JsonArray("string", "number", "boolean");
        return schema;
    }
}
