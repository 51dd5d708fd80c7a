using System.Text;

namespace Farol.Configuration.Documents;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> by environment variables; <c>$${</c> stands for itself.</summary>
internal static class VariableExpansion
{
    /// <summary>Stands for an environment where texts are to stay as they are.</summary>
    public static readonly Func<string, string?> None = _ => null;

    /// <param name="missing">Names of variables that are not set and have no default.</param>
    public static string Expand(string text, Func<string, string?> environment, ICollection<string> missing)
    {
        if (ReferenceEquals(environment, None) || !text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var expanded = new StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            var start = text.IndexOf("${", position, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf('}', start);
            if (end < 0)
            {
                return expanded.Append(text, position, text.Length - position).ToString();
            }

            if (start > position && text[start - 1] == '$')
            {
                expanded.Append(text, position, start - 1 - position).Append("${");
                position = start + 2;
                continue;
            }

            expanded.Append(text, position, start - position);
            expanded.Append(Value(text[(start + 2)..end], environment, missing));
            position = end + 1;
        }

        return expanded.ToString();
    }

    private static string Value(string expression, Func<string, string?> environment, ICollection<string> missing)
    {
        var separator = expression.IndexOf(":-", StringComparison.Ordinal);
        var name = separator < 0 ? expression : expression[..separator];
        if (environment(name) is { Length: > 0 } value)
        {
            return value;
        }

        if (separator < 0)
        {
            missing.Add(name);
            return "";
        }

        return expression[(separator + 2)..];
    }
}
