using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp;

/// <summary>A saved session with the outputs of several commands: the one that is wanted is found by what was typed at the prompts.</summary>
public static class SessionText
{
    /// <summary>
    /// The text with every line outside the wanted output emptied, so that line numbers stay; the text itself where no prompt tells where an
    /// output starts, or where the command was never typed. Of several answers to the same command the last one counts.
    /// </summary>
    /// <param name="text">The session.</param>
    /// <param name="command">The command whose answer is wanted.</param>
    public static string Section(string text, VrpCommand command)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(command);
        var lines = new LineReader(text);
        var (first, last) = (0, 0);
        var isWanted = false;
        while (lines.MoveNext())
        {
            if (!Prompt.TryTyped(lines.Line, out var typed) || typed.IsEmpty)
            {
                continue;
            }

            last = isWanted ? lines.Number : last;
            isWanted = VrpCatalog.TryFind(typed.ToString(), out var found) && found == command;
            (first, last) = isWanted ? (lines.Number, int.MaxValue) : (first, last);
        }

        return first == 0 || (first == 1 && last == int.MaxValue) ? text : Between(text, first, last);
    }

    private static string Between(string text, int first, int last)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        var lines = new LineReader(text);
        while (lines.MoveNext())
        {
            kept.Append(lines.Number >= first && lines.Number < last ? lines.Line : default).Append('\n');
        }

        return kept.ToString();
    }
}
