using Architecture.Tests.References;

namespace Architecture.Tests.Repository;

/// <summary>The checkout builds anywhere, and everywhere the same.</summary>
public sealed class RepositoryRuleTests
{
    private const int MaxTextBytes = 4 * 1024 * 1024;

    [Fact]
    public void Nothing_names_a_machine_or_a_registry() =>
        Assert.Empty(SourceTree.Files.Where(IsText).SelectMany(f => RepositoryRules.Foreign(f, SourceTree.Read(f))));

    [Fact]
    public void Package_versions_are_exact()
    {
        Assert.Empty(RepositoryRules.LooseVersions(SourceTree.Read("Directory.Packages.props")));
        Assert.Empty(RepositoryRules.LooseModules(SourceTree.Read("web/package.json")));
    }

    [Fact]
    public void Versions_stand_in_one_place() => Assert.Empty(Projects().SelectMany(p => new ProjectFile(SourceTree.Read(p)).Versions));

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        var files = SourceTree.Files.ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(Projects());
        Assert.Empty(Projects().Where(p => !files.Contains(p[..(p.LastIndexOf('/') + 1)] + "packages.lock.json")));
        Assert.Contains("web/package-lock.json", files);
    }

    [Fact]
    public void Every_project_of_the_product_and_its_tests_is_in_the_solution()
    {
        var solution = SourceTree.Read("Farol.slnx");

        Assert.Empty(Projects().Where(p => !p.StartsWith("bench/", StringComparison.Ordinal) && !solution.Contains($"\"{p}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Planted_names_are_found()
    {
        Assert.Single(RepositoryRules.Foreign("README.md", "cd /wo" + "rk/main"));
        Assert.Single(RepositoryRules.Foreign("package-lock.json", "\"resolved\": \"https://registry.np" + "mjs.org/x\""));
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("[1.2.3,)")]
    [InlineData("[1.2.*]")]
    [InlineData("")]
    public void A_planted_loose_version_is_found(string version) =>
        Assert.Single(RepositoryRules.LooseVersions($"""<Project><ItemGroup><PackageVersion Include="X" Version="{version}" /></ItemGroup></Project>"""));

    [Theory]
    [InlineData("^1.2.3")]
    [InlineData("~1.2.3")]
    [InlineData("*")]
    public void A_planted_loose_module_is_found(string version) =>
        Assert.Single(RepositoryRules.LooseModules($$"""{ "dependencies": { "x": "{{version}}", "y": "1.2.3" } }"""));

    private static List<string> Projects() => [.. SourceTree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];

    private static bool IsText(string path) =>
        Path.GetExtension(path) is not (".png" or ".ico" or ".woff2" or ".jpg" or ".gz") && new FileInfo(Testing.Support.RepositoryRoot.File(path)).Length <= MaxTextBytes;
}
