using Farol.Configuration.Documents;
using Testing.Support;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>The files under Cases.</summary>
internal static class GatewayCases
{
    public static string FilesFolder { get; } = Path("files");

    public static IEnumerable<string> Names(string pattern) =>
        Directory.GetFiles(Path(""), pattern).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public static string Path(string name) => RepositoryRoot.File("test", "Farol.Configuration.Tests", "Gateway", "Cases", name);

    public static FarolDocument Read(string name) => Parse(File.ReadAllText(Path(name)), name);

    public static FarolDocument Parse(string text, string name = "farol.yaml") => DocumentReader.Read(
        text,
        name,
        v => v switch { "STICKY" => "from-the-environment", "KIND" => "PRIVATE", _ => null },
        new FolderFiles(FilesFolder));
}
