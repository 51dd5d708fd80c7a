namespace Farol.Devices.Tests.Vrp;

/// <summary>Times are measured while no other test of this project runs.</summary>
[CollectionDefinition(nameof(VrpLinearTimeTests), DisableParallelization = true)]
public sealed class VrpLinearTimeCollection;
