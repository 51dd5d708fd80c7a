using System.Text;
using System.Text.Json;

namespace Farol.Configuration.Gateway;

/// <summary>Names as the file, JSON and figures write them: <c>MaxHeadBytes</c> is <c>max_head_bytes</c>.</summary>
public static class SnakeCase
{
    /// <summary>What <see cref="JsonNamingPolicy.SnakeCaseLower"/> says. It is asked itself for names that no property has only: a gateway does without its library.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]))
            {
                return OfOthers(name);
            }

            words.Append(BeginsWord(name, i) ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }

    /// <summary>A capital after a small letter or a digit, and the last of several capitals before a small letter.</summary>
    private static bool BeginsWord(string name, int at) => at > 0 && char.IsAsciiLetterUpper(name[at])
        && (!char.IsAsciiLetterUpper(name[at - 1]) || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1])));

    // A method of its own: one is compiled with all that it names.
    private static string OfOthers(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
