namespace Functional.Tests.Control;

/// <summary>Tests of the control plane through the front door: they share one run, one test at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ControlGroup : ICollectionFixture<ControlRun>
{
    public const string Name = "control plane";
}
