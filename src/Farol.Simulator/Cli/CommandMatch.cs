using System.Globalization;

namespace Farol.Simulator.Cli;

/// <summary>A line that is a command: which, and with what keywords and parameters.</summary>
internal sealed class CommandMatch(CommandSpec command, IReadOnlyList<KeyValuePair<string, string>> captures)
{
    public CommandSpec Command { get; } = command;

    /// <summary>The line with every keyword in full: what a scenario's command is compared with.</summary>
    public string FullText { get; } = string.Join(' ', captures.Select(capture => capture.Value));

    /// <summary>Whether an optional or chosen keyword was typed.</summary>
    public bool Has(string keyword) => captures.Any(capture => capture.Key == keyword && capture.Value == keyword);

    /// <summary>The parameter of that name, or null.</summary>
    public string? Value(string parameter)
    {
        foreach (var (name, value) in captures)
        {
            if (name == parameter)
            {
                return value;
            }
        }

        return null;
    }

    public int? Number(string parameter) =>
        int.TryParse(Value(parameter), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
