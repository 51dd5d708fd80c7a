namespace Farol.Configuration.Settings;

/// <summary>
/// Reads <c>.env</c>: <c>KEY=value</c> a line, <c>#</c> comments (also after a value and a blank), optional <c>export</c>,
/// values in single quotes as they are, in double quotes with <c>\n \t \" \\</c>.
/// </summary>
public static class EnvironmentFile
{
    /// <summary>No hand-written settings file comes near it; a larger one is the wrong file.</summary>
    public const int MaxBytes = 1024 * 1024;

    public static IReadOnlyDictionary<string, SettingValue> Parse(string text, string source, ICollection<ConfigurationError> errors)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim().TrimStart('\ufeff');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("export ", StringComparison.Ordinal))
            {
                line = line[7..].TrimStart();
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? line : line[..equals].TrimEnd();
            if (equals <= 0 || !IsName(key))
            {
                errors.Add(new ConfigurationError(source, number, "(line)", "expected NAME=value"));
                continue;
            }

            if (Value(line[(equals + 1)..].Trim()) is { } value)
            {
                values[key] = new SettingValue(value, source, number);
            }
            else
            {
                errors.Add(new ConfigurationError(source, number, key, "the closing quote is missing"));
            }
        }

        return values;
    }

    private static bool IsName(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(key[0]);

    private static string? Value(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (text[0] is '\'' or '"')
        {
            return Quoted(text);
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                return text[..i].TrimEnd();
            }
        }

        return text;
    }

    private static string? Quoted(string text)
    {
        var quote = text[0];
        var value = new System.Text.StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote)
            {
                return value.ToString();
            }

            if (c == '\\' && quote == '"' && i + 1 < text.Length)
            {
                i++;
                c = text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other };
            }

            value.Append(c);
        }

        return null;
    }
}
