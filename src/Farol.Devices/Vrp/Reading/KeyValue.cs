namespace Farol.Devices.Vrp.Reading;

/// <summary>Splits "key : value" lines, whatever the padding.</summary>
internal static class KeyValue
{
    /// <summary>No router writes a longer key; looking further for the end of a parenthesis would cost a line of many pairs its square.</summary>
    private const int MaxKeyLength = 256;

    /// <summary>
    /// Splits at the first colon outside of parentheses, so that "Online time (h:min:sec) : 61:18:02" keeps its key.
    /// Both parts come trimmed; the value may be empty, the key not.
    /// </summary>
    public static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var at = IndexOfColon(line);
        if (at < 0)
        {
            key = value = default;
            return false;
        }

        key = line[..at].TrimBlanks();
        value = line[(at + 1)..].TrimBlanks();
        return !key.IsEmpty;
    }

    /// <summary>
    /// Takes the leftmost pair off a line of several whose values are one word each, such as "RECV_PKT : 5   SEND_PKT : 7".
    /// </summary>
    public static bool TryTake(ref ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        if (!TrySplit(line, out key, out var rest))
        {
            value = default;
            return false;
        }

        value = rest.FirstWord();
        line = rest[value.Length..].TrimStartBlanks();
        return true;
    }

    private static int IndexOfColon(ReadOnlySpan<char> line)
    {
        var first = line.IndexOf(':');
        if (first < 0 || !line[..first].Contains('('))
        {
            return first;
        }

        var depth = 0;
        for (var i = 0; i < Math.Min(line.Length, MaxKeyLength); i++)
        {
            switch (line[i])
            {
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case ':' when depth == 0:
                    return i;
            }
        }

        return first;
    }
}
