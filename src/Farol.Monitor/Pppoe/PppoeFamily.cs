using Farol.Devices.Vrp.Interfaces;
using Farol.Devices.Vrp.Pppoe;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Events;
using Farol.Monitor.History;
using Farol.Monitor.Interfaces;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Pppoe;

/// <summary>Subscribers by domain, interface, slot and access type, PPPoE discovery, and why logins fail.</summary>
internal sealed class PppoeFamily : IRouterFamilyFactory
{
    public const string Name = "pppoe_stats";

    /// <summary>A BNG has at most sixteen line cards; each costs two short commands a poll.</summary>
    private const int MaxSlots = 16;

    private static readonly TimeSpan _offset = TimeSpan.FromSeconds(1.5);

    private static readonly string[] _accessTypes = ["ppp", "l2tp", "ip"];

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, "pppoe_update", context.Options.PppoeInterval, context.Options.PppoeTtl, _offset);
        var records = new RecordWatch(context.Reader, context.Options.AlarmsInterval, context.Time);
        var places = new PlaceHistory(context.Options.DropWindow);
        Family<PppoeReading, PppoePayload>? family = null;
        family = context.Family<PppoeReading, PppoePayload>(
            plan,
            token => ReadAsync(context, records, token),
            (reading, token) => TakeAsync(context, reading, records.Reasons, places, token));
        context.LocateDropAsync = token => LocateAsync(family, records, places, context.Time, token);
        yield return family;
    }

    private static async Task<IReadOnlyList<DropPlace>> LocateAsync(
        Family<PppoeReading, PppoePayload> family, RecordWatch records, PlaceHistory places, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        records.Forget();
        await family.RefreshAsync(cancellationToken);
        if (family.State.LastRun < asked)
        {
            // That poll was under way already, and may have counted before the drop.
            await family.RefreshAsync(cancellationToken);
        }

        return places.Lost();
    }

    private static async Task<PppoeReading> ReadAsync(RouterContext context, RecordWatch records, CancellationToken cancellationToken)
    {
        var reader = context.Reader;
        var domains = await reader.TryAsync("display domain", text => DomainListParser.Parse(text), PollBounds.Status, cancellationToken);
        await records.ReadIfDueAsync(needsDomains: domains is null, cancellationToken);
        var interfaces = await reader.TryAsync("display bas-interface", text => BasInterfaceListParser.Parse(text), PollBounds.Summary, cancellationToken) ?? [];
        if (context.Ports.Brief.IsEmpty
            && await reader.TryAsync("display interface brief", text => InterfaceBriefParser.Parse(text), PollBounds.Summary, cancellationToken) is { } brief)
        {
            // The first poll after a start may come before that of the interfaces, and would count no slot.
            context.Ports.Take(brief);
        }

        var slots = Slots(context, interfaces);
        return new PppoeReading
        {
            Domains = domains?.Select(d => new DomainOnline(d.Domain, d.Online)).ToList() ?? records.Domains,
            Interfaces = interfaces,
            Summary = await reader.TryAsync("display access-user | include :", text => OnlineSummaryParser.Parse(text), PollBounds.Summary, cancellationToken),
            Maximum = await reader.TryAsync("display max-onlineusers", text => MaxOnlineUsersParser.Parse(text), PollBounds.Status, cancellationToken),
            Capacity = await reader.TryAsync("display access-user resource-usage", text => AccessCapacityParser.Parse(text), PollBounds.Status, cancellationToken) ?? [],
            Slots = await CountAsync(reader, slots, "slot", cancellationToken),
            AccessTypes = await CountAsync(reader, _accessTypes, "type", cancellationToken),
            Discovery = await DiscoveryAsync(reader, slots, cancellationToken),
        };
    }

    private static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        RouterReader reader, IEnumerable<string> names, string kind, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var totals = await reader.TryAsync(
                $"display access-user online-total-number {kind} {name}", text => OnlineTotalsParser.Parse(text), PollBounds.Status, cancellationToken);
            if (totals?.Total is { } total)
            {
                counts[name] = total;
            }
        }

        return counts;
    }

    private static async Task<IReadOnlyList<PppoeStatistics>> DiscoveryAsync(RouterReader reader, IEnumerable<string> slots, CancellationToken cancellationToken)
    {
        var found = new List<PppoeStatistics>();
        foreach (var slot in slots)
        {
            if (await reader.TryAsync($"display pppoe statistics slot {slot}", text => PppoeStatisticsParser.Parse(text), PollBounds.Status, cancellationToken) is { } statistics)
            {
                found.Add(statistics);
            }
        }

        return found;
    }

    /// <summary>Slots that take subscribers, as far as the names of their interfaces say; else those of all ports.</summary>
    private static List<string> Slots(RouterContext context, IReadOnlyList<BasInterfaceSummary> interfaces)
    {
        var ofSubscribers = interfaces.Select(i => InterfaceName.Slot(InterfaceName.Canonical(i.Interface))).OfType<string>();
        var ofPorts = context.Ports.Brief.Select(i => InterfaceName.Slot(InterfaceName.Canonical(i.Name))).OfType<string>();
        return [.. ofSubscribers.Concat(ofPorts).Distinct(StringComparer.Ordinal).Take(MaxSlots)];
    }

    private static async ValueTask<PppoePayload> TakeAsync(
        RouterContext context, Reading<PppoeReading> reading, RecordReasons reasons, PlaceHistory places, CancellationToken cancellationToken)
    {
        if (reading.Value.Maximum is { MaxOnline: { } maximum } most)
        {
            context.PeakSinceStart = new PeakSinceStart(maximum, most.MaxOnlineAt?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        }

        places.Add(PppoeView.Places(reading));
        var samples = reading.Value.Domains.Select(d => new HistorySample(SeriesNames.Domain(d.Domain), d.Online))
            .Concat(reading.Value.Slots.Select(s => new HistorySample(SeriesNames.SlotOnline(s.Key), s.Value))).ToList();
        await context.History.AppendAsync(context.Definition.Id, reading.TakenAt, samples, cancellationToken);
        var payload = PppoeView.Of(reading, context.Online, context.Curve.Peak, reasons);
        context.Figures.Domains = payload.Data.ByDomain;
        return payload;
    }
}
