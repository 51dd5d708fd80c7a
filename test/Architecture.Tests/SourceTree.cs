using Testing.Support;

namespace Architecture.Tests;

/// <summary>The checkout's files, without what building, running and fetching put there.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> _notOurs = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "node_modules", "artifacts", "dist", "coverage", "test-results", "data", "logs", "__pycache__", ".env", "farol.yaml",
    };

    /// <summary>Paths relative to the checkout, with "/", in order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk("").Order(StringComparer.Ordinal)];

    /// <summary>Folders relative to the checkout.</summary>
    public static IReadOnlyList<string> Folders { get; } =
        [.. Files.SelectMany(Parents).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What people write; "x.g.cs" is made by a tool from what stands beside it.</summary>
    public static IEnumerable<string> CSharp => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.EndsWith(".g.cs", StringComparison.Ordinal));

    public static IEnumerable<string> Documents => Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(RepositoryRoot.File(path));

    private static IEnumerable<string> Walk(string folder)
    {
        var here = new DirectoryInfo(RepositoryRoot.File(folder));
        // A worktree's ".git" is a file.
        foreach (var file in here.EnumerateFiles().Where(f => !_notOurs.Contains(f.Name)))
        {
            yield return folder + file.Name;
        }

        foreach (var below in here.EnumerateDirectories().Where(d => !_notOurs.Contains(d.Name) && d.LinkTarget is null))
        {
            foreach (var file in Walk(folder + below.Name + "/"))
            {
                yield return file;
            }
        }
    }

    private static IEnumerable<string> Parents(string file)
    {
        for (var slash = file.LastIndexOf('/'); slash > 0; slash = file.LastIndexOf('/', slash - 1))
        {
            yield return file[..slash];
        }
    }
}
