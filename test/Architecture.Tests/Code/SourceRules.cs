using System.Text.RegularExpressions;

namespace Architecture.Tests.Code;

/// <summary>What can be seen in the text of a source file. Each rule answers with its violations.</summary>
internal static partial class SourceRules
{
    /// <summary>A file is read on a few screens.</summary>
    public const int MaxLines = 300;

    /// <summary>A test class is read a test at a time.</summary>
    public const int MaxTestLines = 350;

    private static readonly string[] _drawers = ["Common", "Shared", "Utils", "Util", "Utilities", "Helpers", "Helper", "Manager", "Managers"];

    /// <summary>Names that say nothing, so that anything ends up under them.</summary>
    public static IEnumerable<string> DrawerFolders(IEnumerable<string> folders) => folders
        .Where(f => _drawers.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase))
        .Select(f => $"{f}: name the folder after what is in it");

    public static IEnumerable<string> DrawerTypes(string path, string text) => TopLevelTypes(text)
        .Where(t => _drawers.Any(d => t.EndsWith(d, StringComparison.Ordinal)))
        .Select(t => $"{path}: {t}: name the type after what it does");

    /// <summary>One top-level type, called as the file; a file of statements has none.</summary>
    public static IEnumerable<string> OneTypeAFile(string path, string text)
    {
        var expected = Path.GetFileName(path).Split('.')[0];
        var types = TopLevelTypes(text).Distinct(StringComparer.Ordinal).ToList();
        if (types.Count == 0 ? expected == "Program" || IsAttributesOnly(text) : types.Count == 1 && types[0] == expected)
        {
            return [];
        }

        return [$"{path} declares {(types.Count == 0 ? "no type" : string.Join(", ", types))}; expected {expected} alone"];
    }

    public static IEnumerable<string> TooLong(string path, string text, int allowed)
    {
        var lines = text.AsSpan().Count('\n');
        return lines > allowed ? [$"{path} has {lines} lines; {allowed} are the most: would two types be clearer?"] : [];
    }

    /// <summary>Pointers and native declarations outside of a folder called Native.</summary>
    public static IEnumerable<string> StrayUnsafe(string path, string text) =>
        !path.Split('/').Contains("Native") && UnsafeCode().Match(text) is { Success: true } found
            ? [$"{path}: \"{found.Value.Trim()}\" belongs into a folder called Native, behind a checked method"]
            : [];

    private static List<string> TopLevelTypes(string text) => [.. TopLevelType().Matches(text).Select(m => m.Groups["name"].Value)];

    private static bool IsAttributesOnly(string text) => text.Contains("[assembly:", StringComparison.Ordinal);

    /// <summary>Namespaces are file-scoped (the format check sees to that), so a top-level type begins its line.</summary>
    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>\[\],?. ]+?)\s+(?<name>[A-Za-z_]\w*)\s*[<({:;\r\n]", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    /// <summary>The keyword where code stands, not in comments; attributes that declare native functions.</summary>
    [GeneratedRegex(@"^(?!\s*//)[^""\n]*?\bunsafe\b|^\s*\[(?:DllImport|LibraryImport)\b", RegexOptions.Multiline)]
    private static partial Regex UnsafeCode();
}
