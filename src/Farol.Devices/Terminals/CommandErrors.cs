namespace Farol.Devices.Terminals;

/// <summary>Recognises a refusal in what a router answered.</summary>
internal static class CommandErrors
{
    /// <summary>Lines of an output in which a refusal may stand: longer ones are outputs that mention errors.</summary>
    private const int MaxLines = 12;

    private static readonly (string Words, CommandErrorKind Kind)[] _kinds =
    [
        ("unrecognized", CommandErrorKind.Unrecognized),
        ("ambiguous", CommandErrorKind.Ambiguous),
        ("incomplete", CommandErrorKind.Incomplete),
        ("wrong parameter", CommandErrorKind.WrongParameter),
        ("too many parameters", CommandErrorKind.TooManyParameters),
        ("no permission", CommandErrorKind.NoPermission),
        ("locked by", CommandErrorKind.ConfigurationLocked),
        ("failed to generate committed config", CommandErrorKind.CommitFailed),
        ("request timed out", CommandErrorKind.RouterTimedOut),
    ];

    /// <returns>The refusal, or null. "Info: No online user!" is none.</returns>
    public static CommandError? Find(string output)
    {
        var number = 0;
        foreach (var range in output.AsSpan().Split('\n'))
        {
            if (++number > MaxLines)
            {
                return null;
            }

            var line = output.AsSpan(range).Trim();
            if (IsError(line))
            {
                return new(KindOf(line), line.ToString());
            }
        }

        return null;
    }

    private static CommandErrorKind KindOf(ReadOnlySpan<char> line)
    {
        foreach (var (words, kind) in _kinds)
        {
            if (line.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return CommandErrorKind.Other;
    }

    private static bool IsError(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("Failed to generate committed config", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (line.StartsWith("Error:", StringComparison.OrdinalIgnoreCase))
        {
            // A counter may be called "Error: 0".
            var rest = line["Error:".Length..].TrimStart();
            return rest.Length > 0 && !char.IsAsciiDigit(rest[0]) && rest[0] != '-';
        }

        // VRP before version 5.
        return line.Length > 3 && line[0] == '%' && char.IsAsciiLetter(line[1..].TrimStart()[0])
            && line.EndsWith("position.", StringComparison.Ordinal) | line.Contains("found at", StringComparison.Ordinal);
    }
}
