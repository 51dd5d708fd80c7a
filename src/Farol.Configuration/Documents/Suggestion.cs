namespace Farol.Configuration.Documents;

/// <summary>Finds the known word that a mistyped one was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>Returns the nearest of <paramref name="known"/> that it begins, or that is within two edits (a third of a long word), or null.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        var candidates = known.ToList();
        var longer = candidates.Where(k => word.Length >= 3 && k.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        if (longer.Count == 1)
        {
            return longer[0];
        }

        if (candidates.Count == 0)
        {
            return null;
        }

        var best = candidates.Select(k => (Word: k, Distance: Distance(word, k))).MinBy(p => p.Distance);
        return best.Word is not null && best.Distance <= Math.Max(2, word.Length / 3) ? best.Word : null;
    }

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
