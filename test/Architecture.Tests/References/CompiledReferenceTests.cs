namespace Architecture.Tests.References;

/// <summary>References and native calls as the compiler wrote them.</summary>
public sealed class CompiledReferenceTests
{
    [Fact]
    public void Assemblies_use_only_what_the_table_allows()
    {
        var assemblies = CompiledAssembly.OfTheProduct();

        Assert.True(assemblies.Count >= 9, "the product's assemblies are not beside the tests");
        Assert.Contains(assemblies, a => a.Projects.Any());
        Assert.Empty(assemblies.SelectMany(a => ReferenceRules.Violations(a.Project, a.Projects)));
    }

    [Fact]
    public void Native_functions_are_declared_in_Native_folders_only() =>
        Assert.Empty(CompiledAssembly.OfTheProduct().SelectMany(a => a.StrayNativeCalls));

    [Theory]
    [InlineData("Farol.Live", "Farol.Access")]
    [InlineData("Farol.Devices", "Farol.Monitor")]
    [InlineData("Farol.Gateway", "Farol.Live")]
    [InlineData("Farol.Monitor", "farol")]
    public void A_planted_reference_is_found(string project, string reference)
    {
        var planted = PlantedAssembly.WithReference(project, reference);

        Assert.NotEmpty(ReferenceRules.Violations(planted.Project, planted.Projects));
    }

    [Fact]
    public void A_planted_native_function_is_found_outside_of_Native_and_only_there()
    {
        Assert.Single(PlantedAssembly.WithNativeCall("Farol.Store", "Farol.Store.Sqlite").StrayNativeCalls);
        Assert.Empty(PlantedAssembly.WithNativeCall("Farol.Store", "Farol.Store.Native").StrayNativeCalls);
    }
}
