using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp;

/// <summary>A saved session with the outputs of several commands: the one that is wanted is found by what was typed at the prompts.</summary>
public static class SessionText
{
    /// <summary>
    /// The text with every line outside the wanted output emptied, so that line numbers stay; the text itself where no prompt tells where an
    /// output starts, or where the command was never typed. Of several answers the last to the very same command counts, or else the last to one of its kind.
    /// </summary>
    /// <param name="text">The session.</param>
    /// <param name="command">The command whose answer is wanted.</param>
    /// <param name="asked">That command as it was asked for, arguments included.</param>
    public static string Section(string text, VrpCommand command, string asked)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(command);
        text = WithoutMargin(text);
        var lines = new LineReader(text);
        var (first, last) = (0, 0);
        var isWanted = false;
        var wasExact = false;
        while (lines.MoveNext())
        {
            if (!Prompt.TryTyped(lines.Line, out var typed) || typed.IsEmpty)
            {
                continue;
            }

            last = isWanted ? lines.Number : last;
            var isExact = TypedCommand.IsSame(typed, asked);
            isWanted = (isExact || !wasExact) && VrpCatalog.TryFind(typed.ToString(), out var found) && found == command;
            wasExact |= isExact;
            (first, last) = isWanted ? (lines.Number, int.MaxValue) : (first, last);
        }

        return first == 0 || (first == 1 && last == int.MaxValue) ? text : Between(text, first, last);
    }

    /// <summary>A session pasted into a document or a post is often indented as a whole: prompts then stand at the margin.</summary>
    private static string WithoutMargin(string text)
    {
        var margin = int.MaxValue;
        var hasPrompt = false;
        var lines = new LineReader(text);
        while (margin > 0 && lines.MoveNext())
        {
            var content = lines.Line.TrimStartBlanks();
            if (!content.IsEmpty)
            {
                margin = Math.Min(margin, lines.Line.Length - content.Length);
                hasPrompt |= Prompt.Is(content);
            }
        }

        if (margin == 0 || !hasPrompt)
        {
            return text;
        }

        var kept = new System.Text.StringBuilder(text.Length);
        lines = new LineReader(text);
        while (lines.MoveNext())
        {
            kept.Append(lines.Line.Length > margin ? lines.Line[margin..] : default).Append('\n');
        }

        return kept.ToString();
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
