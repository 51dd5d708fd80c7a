using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>The prompts of one router, from the one that it was seen to print twice. The name is matched literally.</summary>
internal sealed class PromptPattern
{
    /// <summary>Longest prompt: a name of 246 characters and an interface.</summary>
    public const int MaxLength = 400;

    private readonly byte[] _name;

    private PromptPattern(string name) => _name = Encoding.Latin1.GetBytes(name);

    /// <summary>True for a line that may be a prompt: <c>&lt;H&gt;</c>, <c>[H]</c>, <c>[~H]</c>, <c>HRP_M&lt;H&gt;</c>.</summary>
    public static bool LooksLikePrompt(ReadOnlySpan<byte> line)
    {
        var rest = WithoutHrp(line);
        return line.Length <= MaxLength && rest.Length >= 3
            && ((rest[0] == '<' && rest[^1] == '>')
                || (rest[0] == '[' && rest[^1] == ']' && (rest.Length > 3 || rest[1] is not ((byte)'~' or (byte)'*'))));
    }

    /// <param name="line">A prompt of the user view; or, where a login lands elsewhere, of the system view.</param>
    /// <param name="prompt">The same, taken apart.</param>
    public static PromptPattern Learn(ReadOnlySpan<byte> line, out TerminalPrompt prompt)
    {
        var name = WithoutHrp(line)[1..^1];
        if (line[^1] == ']' && name[0] is (byte)'~' or (byte)'*')
        {
            name = name[1..];
        }

        var pattern = new PromptPattern(Encoding.Latin1.GetString(name));
        prompt = pattern.Match(line)!;
        return pattern;
    }

    /// <returns>The prompt that the whole line is, or null.</returns>
    public TerminalPrompt? Match(ReadOnlySpan<byte> line)
    {
        var rest = WithoutHrp(line);
        if (rest.Length < _name.Length + 2 || line.Length > MaxLength)
        {
            return null;
        }

        return rest[0] switch
        {
            (byte)'<' when rest[^1] == '>' && rest[1..^1].SequenceEqual(_name) => new(Text(line), TerminalView.User, "", null),
            (byte)'[' when rest[^1] == ']' => MatchConfiguration(line, rest[1..^1]),
            _ => null,
        };
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>Firewalls and hot-standby pairs print who is master; it may change at any time and is no part of the name.</summary>
    private static ReadOnlySpan<byte> WithoutHrp(ReadOnlySpan<byte> line) =>
        line.StartsWith("HRP_M"u8) || line.StartsWith("HRP_S"u8) ? line[5..] : line;

    private TerminalPrompt? MatchConfiguration(ReadOnlySpan<byte> line, ReadOnlySpan<byte> inner)
    {
        bool? uncommitted = inner[0] switch { (byte)'~' => false, (byte)'*' => true, _ => null };
        var name = uncommitted is null ? inner : inner[1..];
        if (!name.StartsWith(_name))
        {
            return null;
        }

        var view = name[_name.Length..];
        return view.IsEmpty || (view[0] == '-' && view.Length > 1)
            ? new(Text(line), TerminalView.Configuration, Text(view.IsEmpty ? view : view[1..]), uncommitted)
            : null;
    }
}
