namespace Functional.Tests.Control.Routes;

/// <summary>Tests that call every route: they share one run, one test at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RoutesGroup : ICollectionFixture<RoutesRun>
{
    public const string Name = "every route";
}
