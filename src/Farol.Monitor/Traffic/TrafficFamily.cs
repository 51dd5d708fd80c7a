using Farol.Devices.Vrp.Interfaces;
using Farol.Monitor.History;
using Farol.Monitor.Interfaces;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Traffic;

/// <summary>Rates of ports and trunks, from their counters one by one; sub-interfaces are asked for on demand only.</summary>
internal sealed class TrafficFamily : IRouterFamilyFactory
{
    public const string Name = "network_traffic";

    private static readonly TimeSpan _offset = TimeSpan.FromSeconds(2);

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, "traffic_update", context.Options.TrafficInterval, context.Options.TrafficTtl, _offset);
        var rates = new RateCalculator(context.Time);
        var peaks = new TrafficPeaks(new DayPeak(context.Time), new DayPeak(context.Time));
        yield return context.Family<TrafficReading, TrafficPayload>(
            plan, token => ReadAsync(context, rates, token), (reading, token) => TakeAsync(context, reading, peaks, token));
    }

    private static async Task<TrafficReading> ReadAsync(RouterContext context, RateCalculator rates, CancellationToken cancellationToken)
    {
        if (context.Ports.Brief.IsEmpty)
        {
            context.Ports.Take(await context.Reader.RequireAsync(
                "display interface brief", text => InterfaceBriefParser.Parse(text), PollBounds.Summary, cancellationToken));
        }

        var polled = Polled(context);
        rates.Keep(polled.Select(p => p.Name).ToHashSet(StringComparer.Ordinal));
        var ports = new List<PortTraffic>(polled.Count);
        foreach (var brief in polled)
        {
            ports.Add(await context.Reader.TryAsync($"display interface {brief.Name}", text => InterfaceDetailParser.Parse(text), PollBounds.Status, cancellationToken)
                is { Interfaces: [var detail, ..] }
                ? Take(context, rates, brief, detail)
                : Unread(context, brief));
        }

        return new TrafficReading(ports);
    }

    /// <summary>Ports and trunks that are up, the marked ones first, no more than the limit.</summary>
    private static List<InterfaceBriefRow> Polled(RouterContext context) =>
    [
        .. context.Ports.Brief
            .Where(i => i.Status == "up" && InterfaceName.IsPhysicalOrTrunk(i.Name))
            .OrderByDescending(i => NamePattern.MatchesAny(context.Definition.Uplinks, i.Name))
            .Take(context.Options.MaxInterfacesPolled),
    ];

    private static PortTraffic Take(RouterContext context, RateCalculator rates, InterfaceBriefRow brief, InterfaceDetail detail)
    {
        var routerTime = detail.SystemTime is { } local ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero) : (DateTimeOffset?)null;
        var rate = rates.Next(brief.Name, new CounterSample(detail.Input?.Bytes, detail.Output?.Bytes, routerTime, context.Time.GetTimestamp()));
        var speed = detail.SpeedBps ?? brief.SpeedBps;
        context.Ports.Take(brief.Name, new PortFigures(rate, detail.Description, speed, detail.RxPowerDbm, detail.TxPowerDbm));
        return new PortTraffic(
            brief.Name,
            Whole(rate.InBitsPerSecond),
            Whole(rate.OutBitsPerSecond),
            Percent(rate.InBitsPerSecond, speed) ?? detail.UtilizationIn ?? brief.UtilizationIn,
            Percent(rate.OutBitsPerSecond, speed) ?? detail.UtilizationOut ?? brief.UtilizationOut,
            NamePattern.MatchesAny(context.Definition.Uplinks, brief.Name),
            speed);
    }

    /// <summary>A port whose output could not be read stays in the list: a sum without it would look like a fall of the traffic.</summary>
    private static PortTraffic Unread(RouterContext context, InterfaceBriefRow brief)
    {
        if (context.Ports.Find(InterfaceName.Canonical(brief.Name)) is { } known)
        {
            context.Ports.Take(brief.Name, known with { Rate = default });
        }

        return new PortTraffic(brief.Name, null, null, null, null, NamePattern.MatchesAny(context.Definition.Uplinks, brief.Name), brief.SpeedBps);
    }

    private static async ValueTask<TrafficPayload> TakeAsync(
        RouterContext context, Reading<TrafficReading> reading, TrafficPeaks peaks, CancellationToken cancellationToken)
    {
        await peaks.LoadOnceAsync(context, cancellationToken);
        var members = context.Ports.Brief.Where(i => i.Trunk is not null).ToLookup(i => i.Trunk!, i => i.Name, StringComparer.OrdinalIgnoreCase);
        var first = TrafficView.Of(reading, context.Definition.Uplinks, members, peakIn: null, peakOut: null);
        (context.Figures.TrafficIn, context.Figures.TrafficOut) = (first.Traffic.TotalIn, first.Traffic.TotalOut);
        peaks.Add(reading.TakenAt, first.Traffic.TotalIn, first.Traffic.TotalOut);
        await context.History.AppendAsync(context.Definition.Id, reading.TakenAt, Samples(first), cancellationToken);
        return TrafficView.Of(reading, context.Definition.Uplinks, members, peaks.In.Value, peaks.Out.Value);
    }

    private static IReadOnlyList<HistorySample> Samples(TrafficPayload payload)
    {
        var samples = new HistorySamples();
        samples.Add(SeriesNames.TrafficIn, payload.Traffic.TotalIn);
        samples.Add(SeriesNames.TrafficOut, payload.Traffic.TotalOut);
        foreach (var port in payload.Traffic.Interfaces)
        {
            samples.Add(SeriesNames.InterfaceIn(port.Name), port.InBps);
            samples.Add(SeriesNames.InterfaceOut(port.Name), port.OutBps);
        }

        return samples.All;
    }

    private static double? Whole(double? bits) => bits is { } known ? Math.Round(known) : null;

    private static double? Percent(double? bits, long? speed) => bits is { } known && speed is > 0 ? Math.Round(known * 100 / speed.Value, 2) : null;
}
