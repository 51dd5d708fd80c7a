namespace Farol.Simulator.Tests;

/// <summary>What the whole process allocates can be counted only while nothing else runs in it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
