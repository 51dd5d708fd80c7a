namespace Farol.Gateway.Tests.Tls;

/// <summary>Tests of the memory of this process: one at a time, when nothing else runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryGroup
{
    public const string Name = "memory of the process";
}
