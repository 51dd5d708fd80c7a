using System.Text;
using System.Text.RegularExpressions;

namespace Farol.Devices.Terminals;

/// <summary>Recognises what a router asks, from the line on which it waits.</summary>
internal static partial class QuestionText
{
    private const int MaxLength = 512;

    /// <summary>True for the mark that waits for a key after a page: <c>---- More ----</c> and its wordier forms.</summary>
    public static bool IsPager(ReadOnlySpan<byte> line)
    {
        var mark = line.Trim((byte)' ');
        return mark.Length <= 64 && mark.StartsWith("---- More"u8) && mark.EndsWith("----"u8);
    }

    /// <returns>The question, or null when the line asks nothing.</returns>
    public static string? Find(ReadOnlySpan<byte> line)
    {
        var text = line.Trim((byte)' ');
        if (text.IsEmpty || text.Length > MaxLength || text[^1] is not ((byte)':' or (byte)']' or (byte)')' or (byte)'?'))
        {
            return null;
        }

        var words = Encoding.Latin1.GetString(text);
        return YesOrNo().IsMatch(words) || Input().IsMatch(words) ? words : null;
    }

    /// <summary>The question with which a long listing stops: harmless, and the rest of the listing depends on it.</summary>
    public static bool IsPaging(string question) => Paging().IsMatch(question);

    public static bool IsYesOrNo(string question) => YesOrNo().IsMatch(question);

    public static bool IsLogin(string question) => Login().IsMatch(question);

    public static bool IsPassword(string question) => Password().IsMatch(question);

    [GeneratedRegex(
        @"[\[(]\s*y(es|\(yes\))?\s*/\s*n(o|\(no\))?[^\](]*(\([^)]*\)[^\](]*)*[\])]\s*([\[(][yn][\])])?\s*[:?]?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex YesOrNo();

    [GeneratedRegex(@"^are you sure to display\b.*(information|more|next)", RegexOptions.IgnoreCase)]
    private static partial Regex Paging();

    [GeneratedRegex(
        @"^(please (input|enter|choose|type)\b.*|enter .*)[:?]$|(password|passphrase|user ?name|login|key)\s*:$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Input();

    [GeneratedRegex(@"(^|\s)(user ?name|login|user)\s*:$", RegexOptions.IgnoreCase)]
    private static partial Regex Login();

    [GeneratedRegex(@"(^|\s)password( (for|of) \S+)?\s*:$", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
