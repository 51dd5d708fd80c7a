namespace Farol.Live.Tests;

/// <summary>Tests that measure the whole process and so must not share it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
