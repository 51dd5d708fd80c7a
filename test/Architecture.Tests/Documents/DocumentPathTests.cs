using Testing.Support;

namespace Architecture.Tests.Documents;

/// <summary>Every file that a document names exists.</summary>
public sealed class DocumentPathTests
{
    [Fact]
    public void Every_named_file_exists()
    {
        Assert.Contains("README.md", SourceTree.Documents);
        Assert.Contains("docs/adr/README.md", SourceTree.Documents);
        Assert.Empty(SourceTree.Documents.Where(IsPage).SelectMany(d => NamedPaths.Missing(d, SourceTree.Read(d), Exists)));
    }

    [Fact]
    public void Every_decision_is_in_the_list()
    {
        var list = SourceTree.Read("docs/adr/README.md");
        var decisions = SourceTree.Documents.Where(d => d.StartsWith("docs/adr/0", StringComparison.Ordinal)).Select(d => Path.GetFileName(d)).ToList();

        Assert.NotEmpty(decisions);
        Assert.Empty(decisions.Where(d => !list.Contains($"({d})", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("README.md", "See [this](docs/none.md).")]
    [InlineData("docs/guides/a.md", "See [this](../../README.none.md).")]
    [InlineData("docs/guides/a.md", "See [this](none.md#part).")]
    [InlineData("ARCHITECTURE.md", "It is in `src/Farol.Live/None.cs`.")]
    [InlineData("ARCHITECTURE.md", "It is in `src/Farol.None`.")]
    [InlineData("CONTRIBUTING.md", "Read `NONE.md`.")]
    public void A_planted_name_is_found(string document, string text) => Assert.Single(NamedPaths.Missing(document, text, Exists));

    [Theory]
    [InlineData("See [this](https://example.net/none.md), `/api/none`, `display version`, `Max…`, `application/json`, `src` and `deploy`.")]
    [InlineData("```sh\ncat `src/none.cs`\n```\nand `test/Testing.Support` and [here](#part)")]
    public void What_is_no_path_is_left_alone(string text) => Assert.Empty(NamedPaths.Missing("README.md", text, Exists));

    /// <summary>Captures and results are no pages; what they quote is theirs.</summary>
    private static bool IsPage(string document) =>
        !document.Contains('/', StringComparison.Ordinal) || document.StartsWith("docs/", StringComparison.Ordinal);

    private static bool Exists(string path) => File.Exists(RepositoryRoot.File(path)) || Directory.Exists(RepositoryRoot.File(path));
}
