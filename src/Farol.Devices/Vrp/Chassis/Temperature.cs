using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display temperature", with or without "slot N". Degrees Celsius.</summary>
/// <remarks>Source: fragment of an NE8000 M8; VRP V800R012 reference.</remarks>
public sealed record Temperature(ImmutableArray<SlotTemperature> Slots);
