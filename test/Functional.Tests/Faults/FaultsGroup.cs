namespace Functional.Tests.Faults;

/// <summary>Tests that start programs, stop them and take routers away: one after the other, and beside no others, for their deadlines are real.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultsGroup
{
    public const string Name = "Faults";
}
