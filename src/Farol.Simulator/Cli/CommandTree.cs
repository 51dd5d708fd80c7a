namespace Farol.Simulator.Cli;

/// <summary>
/// The commands of one view. Reads a line with every keyword possibly shortened; of several keywords that fit, an exact one wins,
/// otherwise the line is ambiguous.
/// </summary>
internal sealed class CommandTree
{
    private readonly GrammarNode _root = new();

    public CommandTree(IEnumerable<CommandSpec> commands)
    {
        foreach (var command in commands)
        {
            GrammarCompiler.Add(_root, command);
        }
    }

    /// <summary>Finds the command of a line, or says what is wrong with it.</summary>
    /// <param name="line">What was typed, without filters.</param>
    /// <param name="resolveInterface">Turns a typed interface into its full name; null if the router has none such.</param>
    public (CommandMatch? Match, CliError? Error) Read(string line, Func<string, string?> resolveInterface)
    {
        var walk = new GrammarWalk(_root, resolveInterface);
        foreach (var token in CliTokenizer.Split(line))
        {
            if (walk.Take(token, line) is { } error)
            {
                return (null, error);
            }

            if (walk.IsLineTaken)
            {
                break;
            }
        }

        return walk.Match is { } match
            ? (match, null)
            : (null, new CliError(CliMessages.Incomplete, line.TrimEnd().Length + 1));
    }

    /// <summary>Keywords and parameters that may stand where the line ends: after a blank the next word, else what the last word may become.</summary>
    public IReadOnlyList<string> Suggest(string line, Func<string, string?> resolveInterface)
    {
        var tokens = CliTokenizer.Split(line);
        var isFresh = line.Length == 0 || line[^1] == ' ';
        var walk = new GrammarWalk(_root, resolveInterface);
        foreach (var token in isFresh ? tokens : tokens.Take(tokens.Count - 1))
        {
            if (walk.Take(token, line) is not null)
            {
                return [];
            }
        }

        return walk.Next(isFresh || tokens.Count == 0 ? string.Empty : tokens[^1].Text);
    }
}
