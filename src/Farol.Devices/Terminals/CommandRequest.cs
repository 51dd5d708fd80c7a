namespace Farol.Devices.Terminals;

/// <summary>A command and what the router may ask about it.</summary>
/// <param name="Text">One line, checked.</param>
/// <param name="Bounds">How much and how long.</param>
/// <param name="Answer">The letter to answer a question with, or null to refuse it; listings are paged without asking here.</param>
internal sealed record CommandRequest(string Text, CommandBounds Bounds, Func<string, char?>? Answer = null)
{
    /// <summary>The longest that a NE8000 takes.</summary>
    public const int MaxCommandLength = 3100;

    /// <summary>Displays change neither the view nor anything else, so a further newline behind one is harmless.</summary>
    public bool IsDisplay { get; } = IsDisplayCommand(Text);

    /// <exception cref="ArgumentException">The text could be more than one command, or none.</exception>
    public static void Check(string command)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        if (command.Length > MaxCommandLength)
        {
            throw new ArgumentException(
                $"The command has {command.Length} characters; a router takes {MaxCommandLength}", nameof(command));
        }

        var control = command.AsSpan().IndexOfAnyInRange('\0', '\x1F');
        if (control >= 0 || command.AsSpan().IndexOfAnyInRange('\x7F', '\x9F') >= 0)
        {
            throw new ArgumentException("The command holds a line end or a control character; send one line of text", nameof(command));
        }
    }

    private static bool IsDisplayCommand(string text)
    {
        var word = text.AsSpan().TrimStart();
        var end = word.IndexOf(' ');
        word = end < 0 ? word : word[..end];
        return word.Length >= 2 && "display".AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }
}
