namespace Farol.Devices.Vrp.Reading;

/// <summary>The router's prompt in a saved session, alone or with the command typed behind it.</summary>
internal static class Prompt
{
    /// <summary>A line at its first column: "&lt;BNG-01&gt;", "&lt;BNG-01&gt;dis cpu", "&lt;BNG-01&gt;quit", "[~BNG-01-aaa]display this".</summary>
    public static bool Is(ReadOnlySpan<char> line) => TryTyped(line, out _);

    /// <summary>What was typed behind the prompt, empty for the bare prompt.</summary>
    public static bool TryTyped(ReadOnlySpan<char> line, out ReadOnlySpan<char> typed)
    {
        typed = default;
        if (line.IsEmpty || line[0] is not ('<' or '['))
        {
            return false;
        }

        var close = line.IndexOf(line[0] == '<' ? '>' : ']');
        if (close < 2)
        {
            return false;
        }

        typed = line[(close + 1)..].TrimBlanks();
        return typed.IsEmpty || IsEcho(typed)
            // A bare "[…]" also stands in outputs; the marks of the candidate configuration do not.
            || (char.IsAsciiLetter(typed[0]) && (line[0] == '<' || line[1] is '~' or '*'));
    }

    /// <summary>"display …", as short as the router takes it.</summary>
    public static bool IsEcho(ReadOnlySpan<char> content)
    {
        var word = content.FirstWord();
        return word.Length >= 3 && "display".AsSpan().Begins(word);
    }
}
