using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp;

/// <summary>Every display command whose output can be read, found by what an operator types: abbreviations, arguments and filters included.</summary>
public static class VrpCatalog
{
    private const int MaxSuggestions = 5;

    /// <summary>All commands, in the order they are registered.</summary>
    public static ImmutableArray<VrpCommand> All { get; } = [.. SystemCommands.All, .. SubscriberCommands.All];

    /// <summary>
    /// Finds the command for a typed line such as "dis cpu slot 1 | no-more". The most specific template wins; keywords may be cut short
    /// as on the router, as long as only one command fits.
    /// </summary>
    public static bool TryFind(string command, [NotNullWhen(true)] out VrpCommand? found)
    {
        var typed = TypedCommand.Words(command);
        if (TypedCommand.CountsLines(command) && typed.Length > 0 && "display".StartsWith(typed[0], StringComparison.OrdinalIgnoreCase))
        {
            found = SystemCommands.LineCount;
            return true;
        }

        var best = 0;
        var isAmbiguous = false;
        found = null;
        foreach (var candidate in All)
        {
            var score = candidate.Templates.Max(template => TemplateMatch.Score(template, typed));
            if (score > best)
            {
                (best, found, isAmbiguous) = (score, candidate, false);
            }
            else if (score == best && score > 0)
            {
                isAmbiguous = true;
            }
        }

        if (isAmbiguous)
        {
            found = null;
        }

        return found is not null;
    }

    /// <summary>Names of known commands that look most like the typed one, best first; at most five.</summary>
    public static IReadOnlyList<string> Closest(string command)
    {
        var typed = string.Join(' ', TypedCommand.Words(command));
        return [.. All
            .OrderBy(known => TypedCommand.Distance(typed, known.Name))
            .Take(MaxSuggestions)
            .Select(known => known.Name)];
    }
}
