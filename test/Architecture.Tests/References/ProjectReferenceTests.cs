namespace Architecture.Tests.References;

/// <summary>References as the project files write them.</summary>
public sealed class ProjectReferenceTests
{
    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        var projects = SourceTree.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal)).ToList();

        Assert.True(projects.Count >= 9, "the project files were not found");
        Assert.Empty(projects.SelectMany(Violations));
    }

    [Fact]
    public void No_project_but_its_tests_references_the_program()
    {
        var users = SourceTree.Files
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => new ProjectFile(SourceTree.Read(f)).Projects.Contains(ReferenceRules.Program, StringComparer.Ordinal));

        Assert.Empty(users);
    }

    [Theory]
    [InlineData("Farol.Devices", "Farol.Telemetry")]
    [InlineData("Farol.Live", "Farol.Store")]
    [InlineData("Farol.Gateway", "Farol.Store")]
    [InlineData("Farol.Control", "Farol.Monitor")]
    [InlineData("Farol.Monitor", "Farol.Control")]
    [InlineData("Farol.Monitor", "Farol")]
    [InlineData("Farol.Unheard", "Farol.Live")]
    public void A_planted_reference_is_found(string project, string reference)
    {
        var planted = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><ProjectReference Include="../{reference}/{reference}.csproj" /></ItemGroup>
            </Project>
            """;

        Assert.NotEmpty(ReferenceRules.Violations(project, new ProjectFile(planted).Projects));
    }

    private static IReadOnlyList<string> Violations(string path) =>
        ReferenceRules.Violations(Path.GetFileNameWithoutExtension(path), new ProjectFile(SourceTree.Read(path)).Projects);
}
