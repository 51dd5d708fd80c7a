using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display voltage", with or without "slot N". Volts.</summary>
/// <remarks>Source: capture of an NE8000 M8; VRP V800R012 reference.</remarks>
public sealed record Voltage(ImmutableArray<SlotVoltage> Slots);
