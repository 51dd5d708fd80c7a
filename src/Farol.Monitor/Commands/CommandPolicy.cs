namespace Farol.Monitor.Commands;

/// <summary>
/// Decides whether a command line may be sent to a router. Pure: the same line, the same answer.
/// </summary>
/// <remarks>
/// "display" alone does not make a command harmless: <c>display … &gt; file</c> writes a file, <c>| refresh</c> never ends, a line
/// end starts a second command, and keywords may be abbreviated. So the line is tokenised, abbreviations are written out, and
/// what is sent is what was judged, never what was typed.
/// </remarks>
public sealed class CommandPolicy
{
    /// <summary>The router itself takes 3 100 characters; no sensible display command needs a fifth of that.</summary>
    public const int MaxCommandLength = 512;

    /// <summary>The router takes 32.</summary>
    public const int MaxFilters = 8;

    private static readonly string[] _filters = ["include", "exclude", "begin", "count", "section", "no-more", "ignore-case"];

    // Commands of the user view that begin like "display"; a shorter abbreviation would be the router's guess, not ours.
    private static readonly string[] _verbsOfTheUserView = ["display", "dir", "debugging", "delete", "dialer", "download"];

    private readonly CommandFamily[] _allowed;
    private readonly CommandFamily[] _closed;

    /// <param name="opened">Families of <see cref="CommandFamilies.Closed"/> that an administrator has opened, such as "display arp".</param>
    public CommandPolicy(IEnumerable<string>? opened = null)
    {
        var openedWords = opened?.Select(o => o.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        var openedFamilies = CommandFamilies.Closed.Where(f => openedWords.Contains(f.Words));
        _allowed = [.. CommandFamilies.Allowed, .. openedFamilies];
        _closed = [.. CommandFamilies.Closed.Where(f => !openedWords.Contains(f.Words))];
    }

    /// <summary>The families that may be run, for completion in the console.</summary>
    public IReadOnlyList<CommandFamily> Allowed => _allowed;

    /// <summary>Names in <paramref name="opened"/> that are no closed family: a setting that would do nothing.</summary>
    public static IEnumerable<string> UnknownFamilies(IEnumerable<string> opened) =>
        opened.Select(o => o.Trim()).Where(o => !CommandFamilies.Closed.Any(f => f.Words.Equals(o, StringComparison.OrdinalIgnoreCase)));

    public CommandDecision Decide(string line)
    {
        if (RefusedCharacters(line) is { } refused)
        {
            return refused;
        }

        var segments = line.Split('|');
        if (segments.Length - 1 > MaxFilters)
        {
            return CommandDecision.Refuse(CommandRule.TooManyFilters, $"At most {MaxFilters} filters may follow a command");
        }

        var words = segments[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return CommandDecision.Refuse(CommandRule.Empty, "There is no command before the first \"|\"");
        }

        var decision = DecideFamily(words);
        if (!decision.IsAllowed)
        {
            return decision;
        }

        var command = decision.Command!;
        foreach (var segment in segments.AsSpan(1))
        {
            var filter = DecideFilter(segment);
            if (!filter.IsAllowed)
            {
                return filter;
            }

            command += " | " + filter.Command;
        }

        return CommandDecision.Allow(command, decision.Family!);
    }

    private static CommandDecision? RefusedCharacters(string line)
    {
        if (string.IsNullOrWhiteSpace(line) && !line.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            return CommandDecision.Refuse(CommandRule.Empty, "There is no command");
        }

        if (line.Length > MaxCommandLength)
        {
            return CommandDecision.Refuse(CommandRule.TooLong, $"A command may have {MaxCommandLength} characters; this one has {line.Length}");
        }

        foreach (var c in line)
        {
            if (char.IsControl(c))
            {
                return CommandDecision.Refuse(CommandRule.ControlCharacter, "Line ends, tabs and other control characters may not be sent; write one command on one line");
            }

            if (!char.IsAscii(c))
            {
                return CommandDecision.Refuse(CommandRule.NotAscii, $"\"{c}\" is not an ASCII character; commands and their arguments are ASCII");
            }

            if (RefusedSign(c) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static CommandDecision? RefusedSign(char c) => c switch
    {
        ';' => CommandDecision.Refuse(CommandRule.Separator, "\";\" separates commands; send one at a time"),
        '>' => CommandDecision.Refuse(CommandRule.Redirection, "\">\" writes a file on the router; only reading is allowed here"),
        '?' => CommandDecision.Refuse(CommandRule.Help, "\"?\" asks for help on a live terminal; it cannot be part of a command here"),
        _ => null,
    };

    private CommandDecision DecideFamily(string[] words)
    {
        if (!IsDisplay(words[0]))
        {
            return CommandDecision.Refuse(CommandRule.NotDisplay,
                $"\"{words[0]}\" is not a display command; only commands that read are allowed (\"display …\", at least \"dis\")");
        }

        if (words.Length == 1)
        {
            return CommandDecision.Refuse(CommandRule.UnknownFamily, "\"display\" alone is no command; say what to display");
        }

        var matches = Matches(words);
        var deepest = matches.Count == 0 ? 0 : matches.Max(m => m.Depth);
        // A longer keyword path is the more specific command: "ip routing-table statistics" before "ip routing-table".
        var best = matches.Where(m => m.Depth == deepest).ToList();
        // A keyword that is written out means itself: "ip" is not short for "ipv6".
        var writtenOut = best.Count == 0 ? 0 : best.Max(m => m.WrittenOut);
        best = [.. best.Where(m => m.WrittenOut == writtenOut)];

        return best.Count switch
        {
            0 => CommandDecision.Refuse(CommandRule.UnknownFamily, UnknownText(words)),
            > 1 => CommandDecision.Refuse(CommandRule.Ambiguous,
                $"\"{string.Join(' ', words)}\" could be {string.Join(" or ", best.Select(m => $"\"{m.Family.Words}\"").Take(4))}; write the keyword out"),
            _ => Judge(best[0], words),
        };
    }

    private static CommandDecision Judge(FamilyMatch match, string[] words)
    {
        if (match.IsClosed)
        {
            return CommandDecision.Refuse(CommandRule.ClosedFamily,
                $"\"{match.Family.Words}\" shows secrets or floods the terminal; an administrator can open it with ROUTER_COMMANDS_OPENED");
        }

        var arguments = words.AsSpan(match.Depth);
        if (arguments.Length > match.Family.MaxArguments)
        {
            return CommandDecision.Refuse(CommandRule.TooManyArguments,
                $"At most {match.Family.MaxArguments} words may follow \"{match.Family.Words}\"; there are {arguments.Length}");
        }

        var command = arguments.Length == 0 ? match.Family.Words : match.Family.Words + " " + string.Join(' ', arguments!);
        return CommandDecision.Allow(command, match.Family);
    }

    private List<FamilyMatch> Matches(string[] words)
    {
        var matches = new List<FamilyMatch>();
        foreach (var family in _allowed)
        {
            Add(matches, family, words, isClosed: false);
        }

        foreach (var family in _closed)
        {
            Add(matches, family, words, isClosed: true);
        }

        return matches;
    }

    private static void Add(List<FamilyMatch> matches, CommandFamily family, string[] words, bool isClosed)
    {
        var keywords = family.Keywords;
        if (words.Length < keywords.Length)
        {
            return;
        }

        var writtenOut = 0;
        for (var i = 1; i < keywords.Length; i++)
        {
            if (!keywords[i].StartsWith(words[i], StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            writtenOut += keywords[i].Length == words[i].Length ? 1 : 0;
        }

        matches.Add(new FamilyMatch(family, keywords.Length, writtenOut, isClosed));
    }

    private static bool IsDisplay(string word) =>
        _verbsOfTheUserView.Count(v => v.StartsWith(word, StringComparison.OrdinalIgnoreCase)) == 1
        && "display".StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static CommandDecision DecideFilter(string segment)
    {
        var words = segment.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return CommandDecision.Refuse(CommandRule.Filter, $"After \"|\" one of {string.Join(", ", _filters)} must stand");
        }

        if ("refresh".StartsWith(words[0], StringComparison.OrdinalIgnoreCase))
        {
            return CommandDecision.Refuse(CommandRule.Refresh, "\"| refresh\" never ends; poll the command instead");
        }

        // "i" fits include and ignore-case: the router takes the first of its list, and both only filter.
        var filter = Array.Find(_filters, f => f.StartsWith(words[0], StringComparison.OrdinalIgnoreCase));
        return filter is null
            ? CommandDecision.Refuse(CommandRule.Filter, $"\"| {words[0]}\" is not a filter; use one of {string.Join(", ", _filters)}")
            : CommandDecision.Allow(words.Length == 1 ? filter : filter + " " + words[1], CommandFamilies.Allowed[0]);
    }

    private string UnknownText(string[] words)
    {
        var near = _allowed.Where(f => f.Keywords[1][0] == char.ToLowerInvariant(words[1][0])).Select(f => f.Words).Take(5).ToList();
        var hint = near.Count == 0 ? "" : $"; allowed are, for example, {string.Join(", ", near.Select(n => $"\"{n}\""))}";
        return $"\"display {words[1]}\" is not on the list of allowed commands{hint}";
    }

    private sealed record FamilyMatch(CommandFamily Family, int Depth, int WrittenOut, bool IsClosed);
}
