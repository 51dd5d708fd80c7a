using System.Text.RegularExpressions;

namespace Architecture.Tests.Documents;

/// <summary>Files and folders that a document names: its links, and what stands between backticks and looks like a path of this repository.</summary>
internal static partial class NamedPaths
{
    private static readonly string[] _roots = ["src", "test", "web", "docs", "bench", "deploy", "scripts", ".ci"];

    private static readonly string[] _extensions = [".cs", ".md", ".yaml", ".yml", ".props", ".slnx", ".service", ".csproj"];

    /// <summary>Names in <paramref name="text"/> that <paramref name="exists"/> does not know, with where they stand.</summary>
    public static IEnumerable<string> Missing(string document, string text, Func<string, bool> exists)
    {
        var folder = document.Contains('/', StringComparison.Ordinal) ? document[..(document.LastIndexOf('/') + 1)] : "";
        foreach (var target in Link().Matches(text).Select(m => m.Groups["target"].Value.Split('#')[0]))
        {
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !exists(Resolve(folder + target)))
            {
                yield return $"{document} links to {target}, which does not exist";
            }
        }

        foreach (var name in Code().Matches(Fence().Replace(text, "")).Select(m => m.Groups["code"].Value))
        {
            if (IsPath(name) && !exists(name.TrimEnd('/')) && !exists(Resolve(folder + name)))
            {
                yield return $"{document} names {name}, which does not exist";
            }
        }
    }

    private static bool IsPath(string name) => PathCharacters().IsMatch(name)
        && (_roots.Contains(name.Split('/')[0], StringComparer.Ordinal) && name.Contains('/', StringComparison.Ordinal)
            || !name.Contains('/', StringComparison.Ordinal) && _extensions.Any(e => name.EndsWith(e, StringComparison.Ordinal) && name.Length > e.Length));

    private static string Resolve(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(p => p is not "" and not "."))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Code();

    /// <summary>A block of commands is an example, not a list of files.</summary>
    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[\w./-]+$")]
    private static partial Regex PathCharacters();
}
