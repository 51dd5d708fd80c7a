namespace Farol.Devices.Vrp;

/// <summary>How well typed words fit a command template.</summary>
internal static class TemplateMatch
{
    private const int KeywordWeight = 100;

    /// <summary>
    /// 0 when they do not fit; otherwise more for more keywords, and, among equally many, more for words typed in full,
    /// so that "display interface" is not ambiguous with a longer keyword. A template that takes an argument fits better than one that ignores it.
    /// </summary>
    public static int Score(string template, ReadOnlySpan<string> typed)
    {
        var score = 0;
        var at = 0;
        foreach (var range in template.AsSpan().Split(' '))
        {
            var keyword = template.AsSpan(range);
            if (at == typed.Length)
            {
                return 0;
            }

            var word = typed[at++];
            if (keyword is "*")
            {
                score++;
                continue;
            }

            if (!keyword.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return 0;
            }

            score += KeywordWeight + (word.Length == keyword.Length ? 1 : 0);
        }

        return score;
    }
}
