using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Farol.Telemetry.Logging;

/// <summary>
/// Values of a line as <see cref="Utf8JsonWriter"/> writes them. Most texts need no escape and most names are plain words; only for the others are
/// the libraries asked that know the rest, and a gateway that never asks does not hold them in memory.
/// </summary>
internal static class LogJson
{
    public static void Append(StringBuilder line, string text)
    {
        line.Append('"');
        if (IsPlain(text))
        {
            line.Append(text);
        }
        else
        {
            AppendEscaped(line, text);
        }

        line.Append('"');
    }

    public static void Append(StringBuilder line, object? value)
    {
        switch (value)
        {
            case null: line.Append("null"); break;
            case bool flag: line.Append(flag ? "true" : "false"); break;
            case int number: line.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case long number: line.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case double number when double.IsFinite(number): line.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case DateTimeOffset time: Append(line, time.UtcDateTime.ToString(LogFormat.TimestampFormat, CultureInfo.InvariantCulture)); break;
            case TimeSpan span: Append(line, span.ToString("c", CultureInfo.InvariantCulture)); break;
            case IFormattable formattable: Append(line, formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            default: Append(line, value.ToString() ?? ""); break;
        }
    }

    /// <summary>In snake_case, with its colon.</summary>
    public static void AppendName(StringBuilder line, string name)
    {
        Append(line, IsWord(name) ? name.ToLowerInvariant() : SnakeCase(name));
        line.Append(':');
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.AsSpan().ContainsAny('"', '\\');

    /// <summary>Small letters after the first: nothing in it begins another word.</summary>
    private static bool IsWord(string name) => name.Length > 0 && char.IsAsciiLetter(name[0]) && !name.AsSpan(1).ContainsAnyExceptInRange('a', 'z');

    // Log lines go to files and terminals, never into HTML, so letters stay readable; control characters are escaped all the same. In methods of their
    // own, these two: a method is compiled with all that it names.
    private static void AppendEscaped(StringBuilder line, string text) => line.Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
