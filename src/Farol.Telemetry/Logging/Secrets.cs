using System.Buffers;
using System.Text.RegularExpressions;

namespace Farol.Telemetry.Logging;

/// <summary>Keeps secrets out of log records: by the name of a value, and by what stands before it in a text.</summary>
internal static partial class Secrets
{
    public const string Mask = "***";

    // A plural or a compound counts as well: RouterPassword, refresh_token, x-api-key. "Tokens" alone is a count of words.
    private static readonly SearchValues<string> _names = SearchValues.Create(
        ["password", "passwd", "passphrase", "pwd", "secret", "token", "authorization", "apikey", "api_key", "api-key", "cookie", "privatekey", "private_key", "credential"],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsSecretName(string name) => name.AsSpan().ContainsAny(_names);

    /// <summary>The text with the values of <c>password=…</c>, <c>"token": "…"</c>, <c>Authorization: Bearer …</c> and their like masked.</summary>
    public static string MaskIn(string text) => text.AsSpan().ContainsAny(_names) ? Assignment().Replace(text, "${before}" + Mask) : text;

    [GeneratedRegex(
        """(?<before>[\w-]*(?:password|passwd|passphrase|pwd|secret|token|authorization|api[_-]?key|cookie|private_?key|credential)[\w-]*["']?\s*[=:]\s*(?:bearer\s+|basic\s+)?["']?)(?!\*\*\*)[^\s"'&,;}\])]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();
}
