namespace Functional.Tests.Gateway.Hosting;

/// <summary>Several processes each: one test at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GatewayGroup
{
    public const string Name = "gateway processes";
}
