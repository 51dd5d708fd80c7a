using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp;

/// <summary>What an operator typed, taken apart.</summary>
internal static class TypedCommand
{
    private const int MaxLength = 512;

    /// <summary>The words before the first filter.</summary>
    public static string[] Words(string command)
    {
        var filter = command.IndexOf('|');
        var typed = filter < 0 ? command : command[..filter];
        return typed.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>True when two lines are the same but for blanks and case.</summary>
    public static bool IsSame(ReadOnlySpan<char> typed, ReadOnlySpan<char> other)
    {
        var a = new TokenReader(typed);
        var b = new TokenReader(other);
        while (a.TryFirst(out var word))
        {
            if (!b.TryFirst(out var same) || !word.Is(same))
            {
                return false;
            }
        }

        return b.IsEmpty;
    }

    /// <summary>True when a filter may leave out lines of the answer; "| no-more" and "| ignore-case" do not.</summary>
    public static bool LeavesOutLines(string command)
    {
        foreach (var range in command.AsSpan().Split('|'))
        {
            var word = range.Start.Value == 0 ? default : command.AsSpan(range).FirstWord();
            if (!word.IsEmpty && !"no-more".AsSpan().Begins(word) && !(word.Length > 1 && "ignore-case".AsSpan().Begins(word)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the last filter is "| count": the answer is a number of lines, whatever the command.</summary>
    public static bool CountsLines(string command)
    {
        var filter = command.LastIndexOf('|');
        var word = filter < 0 ? "" : command[(filter + 1)..].Trim();
        return word.Length >= 2 && "count".StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Edits between two texts (Levenshtein), ignoring case; texts are cut at a length nobody types.</summary>
    public static int Distance(string typed, string known)
    {
        var a = typed.Length > MaxLength ? typed[..MaxLength] : typed;
        var previous = new int[known.Length + 1];
        var current = new int[known.Length + 1];
        for (var j = 0; j <= known.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= known.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(known[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[known.Length];
    }
}
