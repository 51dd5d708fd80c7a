using Farol.Devices.Vrp.Pppoe;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Events;
using Farol.Monitor.Polling;

namespace Farol.Monitor.Pppoe;

/// <summary>Puts the answers about groups of subscribers together. Pure.</summary>
internal static class PppoeView
{
    public static PppoePayload Of(Reading<PppoeReading> reading, long? online, long? peak, RecordReasons reasons)
    {
        var said = reading.Value;
        var active = Sum(said.Discovery, d => d.ActiveSessions) ?? (said.AccessTypes.TryGetValue("ppp", out var ppp) ? ppp : null);
        return new PppoePayload(
            new PppoeStats(active, peak, Sum(said.Discovery, d => d.TotalSessions)),
            new PppoeData
            {
                Total = online,
                Active = active,
                Peak = peak,
                PeakSinceStart = said.Maximum?.MaxOnline,
                Authenticated = said.Summary?.Authenticated,
                MaxUsers = MaxUsers(said.Capacity),
                ByDomain = [.. said.Domains.Select(d => new DomainCount(d.Domain, d.Online)).OrderByDescending(d => d.Online).ThenBy(d => d.Domain, StringComparer.Ordinal)],
                ByInterface = [.. said.Interfaces.Select(i => new InterfaceCount(i.Interface, i.Online)).OrderByDescending(i => i.Online)],
                BySlot = [.. said.Slots.Select(s => new SlotCount(s.Key, s.Value)).OrderBy(s => s.Slot, StringComparer.Ordinal)],
                ByAccessType = said.AccessTypes,
                Discovery = Discovery(said.Discovery),
                FailReasons = reasons.Failures,
                OfflineReasons = reasons.Offline,
                LastUpdate = reading.TakenAt,
            });
    }

    /// <summary>The same figures as places, to find where a mass drop happened.</summary>
    public static PlaceCounts Places(Reading<PppoeReading> reading)
    {
        var counts = new Dictionary<(string, string), long>();
        foreach (var domain in reading.Value.Domains)
        {
            counts[("domain", domain.Domain)] = domain.Online;
        }

        foreach (var port in reading.Value.Interfaces)
        {
            counts[("interface", port.Interface)] = port.Online;
        }

        foreach (var (slot, online) in reading.Value.Slots)
        {
            counts[("slot", slot)] = online;
        }

        return new PlaceCounts(reading.TakenAt, counts);
    }

    /// <summary>The licence counts before the boards, and the boards before the slots: each is a limit on the same subscribers.</summary>
    private static long? MaxUsers(IReadOnlyList<AccessCapacity> capacity)
    {
        var whole = capacity.Where(c => !c.Scope.StartsWith("Slot", StringComparison.OrdinalIgnoreCase)).ToList();
        return whole.FirstOrDefault(c => c.Scope.Contains("LICENSE", StringComparison.OrdinalIgnoreCase))?.MaxSubscribers ?? whole.Max(c => c.MaxSubscribers);
    }

    private static DiscoveryCounters? Discovery(IReadOnlyList<PppoeStatistics> slots) => slots.Count == 0 ? null : new DiscoveryCounters(
        Sum(slots, s => s.PadiReceived),
        Sum(slots, s => s.PadoSent),
        Sum(slots, s => s.PadrReceived),
        Sum(slots, s => s.PadsSent),
        Sum(slots, s => s.PadtReceived),
        Sum(slots, s => s.PadtSent),
        Sum(slots, s => s.PadiDiscarded),
        Sum(slots, s => s.PadrDiscarded),
        Sum(slots, s => s.InvalidPackets));

    /// <summary>Null when no slot says it: unknown is not zero.</summary>
    private static long? Sum(IReadOnlyList<PppoeStatistics> slots, Func<PppoeStatistics, long?> counter) =>
        slots.Any(s => counter(s) is not null) ? slots.Sum(counter) : null;
}
