using Farol.Devices.Vrp.Chassis;
using Farol.Monitor.Polling;

namespace Farol.Monitor.SystemMetrics;

/// <summary>Puts what several commands said of the same boards together. Pure.</summary>
internal static class SystemMetricsView
{
    public static SystemMetricsPayload Of(Reading<SystemReading> reading)
    {
        var said = reading.Value;
        var slots = Slots(said);
        var master = said.Health?.Slots.FirstOrDefault(s => s.Role?.Contains("Master", StringComparison.OrdinalIgnoreCase) == true);
        return new SystemMetricsPayload(new SystemMetricsData
        {
            Cpu = said.Cpu?.UsagePercent ?? said.Cpu?.FiveSecondsPercent ?? master?.Cpu,
            CpuFiveMinutes = said.Cpu?.FiveMinutesPercent,
            Memory = said.Memory?.UsagePercent ?? master?.Memory,
            Uptime = said.Version?.Uptime,
            UptimeSeconds = said.Version?.UptimeSeconds,
            Version = said.Version?.SoftwareVersion ?? said.Version?.VrpVersion,
            Patch = said.Version?.PatchVersion,
            Serial = said.Serials?.Serial,
            Temperature = slots.Max(s => s.Temperature),
            PowerStatus = PowerStatus(said.Power),
            FanStatus = FanStatus(said.Fans),
            Model = said.Version?.Model ?? said.Device?.Device,
            Slots = slots,
            LastUpdate = reading.TakenAt,
        });
    }

    private static List<SlotMetrics> Slots(SystemReading said)
    {
        var slots = new List<SlotMetrics>();
        foreach (var name in SlotNames(said))
        {
            var health = said.Health?.Slots.FirstOrDefault(s => s.Slot == name);
            var board = said.Device?.Slots.FirstOrDefault(s => s.Slot == name);
            var heat = said.Temperature?.Slots.Where(t => t.Slot == name).Max(t => t.MaxTemperatureCelsius);
            slots.Add(new SlotMetrics(
                name,
                health?.Type ?? board?.Type,
                health?.Role ?? board?.Primary,
                health?.Cpu,
                health?.Memory,
                heat,
                board?.Online is "Absent" ? "absent" : board?.Status?.ToLowerInvariant()));
        }

        return slots;
    }

    /// <summary>Boards in the router's order; fans, power and clocks of "display device" have states of their own.</summary>
    private static IEnumerable<string> SlotNames(SystemReading said)
    {
        var fromHealth = said.Health?.Slots.Select(s => s.Slot) ?? [];
        var fromDevice = said.Device?.Slots.Where(s => s.Card is null && s.Slot.All(char.IsAsciiDigit)).Select(s => s.Slot) ?? [];
        var fromHeat = said.Temperature?.Slots.Select(s => s.Slot).OfType<string>() ?? [];
        return fromHealth.Concat(fromDevice).Concat(fromHeat).Distinct();
    }

    private static string? PowerStatus(Power? power)
    {
        var states = (power?.Supplies.Where(s => s.Present != false).Select(s => s.State) ?? [])
            .Concat(power?.Modules.Select(m => m.Status) ?? [])
            .OfType<string>().ToList();
        return states.Count == 0 ? null : states.Any(s => s.Contains("Abnormal", StringComparison.OrdinalIgnoreCase)) ? "abnormal" : "normal";
    }

    private static string? FanStatus(Fans? fans)
    {
        var trays = fans?.Trays ?? [];
        return trays.Length == 0 ? null
            : trays.Any(t => t.Present == false || t.Registered == false || t.Status?.Contains("ABNORMAL", StringComparison.OrdinalIgnoreCase) == true) ? "abnormal"
            : "normal";
    }
}
