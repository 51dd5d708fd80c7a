namespace Farol.Monitor.Traffic;

/// <summary>Matches port names as a person writes patterns: <c>*</c> any run, <c>?</c> one character, case does not matter.</summary>
public static class NamePattern
{
    public static bool Matches(string pattern, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name);

    public static bool MatchesAny(IReadOnlyList<string> patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(pattern, name))
            {
                return true;
            }
        }

        return false;
    }
}
