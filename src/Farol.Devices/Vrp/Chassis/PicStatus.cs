using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display device pic-status".</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record PicStatus(ImmutableArray<PicCard> Cards);
