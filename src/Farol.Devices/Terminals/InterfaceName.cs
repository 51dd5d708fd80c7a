namespace Farol.Devices.Terminals;

/// <summary>Compares an interface as it was asked for with how a prompt names it.</summary>
internal static class InterfaceName
{
    private const int MaxLength = 80;

    /// <summary>True for what can be the name of an interface: letters and digits and <c>- / . : |</c>, with at most one blank.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 1 and <= MaxLength && char.IsAsciiLetterOrDigit(name[0]) && name.Any(char.IsAsciiDigit)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.' or ':' or '|' or ' ') && name.Count(c => c == ' ') <= 1;

    /// <summary>
    /// The numbers must be the same; the kind may be abbreviated on either side ("GE0/1/0", "GigabitEthernet0/1/0"), and a prompt may
    /// leave out the middle of a long name ("GigabitEth...0/1/0.100").
    /// </summary>
    public static bool IsSame(string asked, string shown)
    {
        asked = asked.Replace(" ", "", StringComparison.Ordinal);
        shown = shown.Replace(" ", "", StringComparison.Ordinal);
        var gap = shown.IndexOf("...", StringComparison.Ordinal);
        if (gap >= 0)
        {
            var head = shown[..gap];
            var tail = shown[(gap + 3)..];
            return IsSame(asked, head + tail)
                || (SplitAt(asked) is var s && tail == asked[s..] && asked[..s].StartsWith(head, StringComparison.OrdinalIgnoreCase));
        }

        var a = SplitAt(asked);
        var b = SplitAt(shown);
        return asked[a..] == shown[b..] && IsSameKind(asked[..a], shown[..b]);
    }

    /// <summary>Where the numbers begin: behind the last letter, hyphen or bar ("50|100GE" + "0/1/0", "Eth-Trunk" + "1.520").</summary>
    private static int SplitAt(string name)
    {
        var i = name.Length;
        while (i > 0 && (char.IsAsciiDigit(name[i - 1]) || name[i - 1] is '/' or '.' or ':'))
        {
            i--;
        }

        return i;
    }

    private static bool IsSameKind(string asked, string shown)
    {
        if (asked.Length == 0 || shown.Length == 0)
        {
            return false;
        }

        return asked.StartsWith(shown, StringComparison.OrdinalIgnoreCase) || shown.StartsWith(asked, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Initials(asked), shown, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Initials(shown), asked, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>"GigabitEthernet" → "GE", "100GigabitEthernet" → "100GE".</summary>
    private static string Initials(string kind) => string.Concat(kind.Where(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));
}
