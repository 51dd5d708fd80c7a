using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>"display alarm active" (also "verbose" and "root"), "display alarm history", "display alarm all".</summary>
/// <remarks>Source: VRP V800R012 reference and configuration guide.</remarks>
public sealed record ActiveAlarms(ImmutableArray<ActiveAlarm> Alarms);
