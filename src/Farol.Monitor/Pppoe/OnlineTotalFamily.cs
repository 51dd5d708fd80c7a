using Farol.Devices;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.History;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Pppoe;

/// <summary>The headline number: every few seconds, by whichever command this router answers.</summary>
internal sealed class OnlineTotalFamily : IRouterFamilyFactory
{
    public const string Name = "online_total";

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, UpdateName: null, context.Options.OnlineInterval, context.Options.OnlineTtl, TimeSpan.Zero);
        yield return context.Family<OnlineTotalReading, OnlineTotalPayload>(
            plan, token => ReadAsync(context, token), (reading, token) => TakeAsync(context, reading, token));
    }

    private static async Task<OnlineTotalReading> ReadAsync(RouterContext context, CancellationToken cancellationToken)
    {
        try
        {
            var reading = await context.Chain.ReadAsync((command, token) => context.Reader.RunAsync(command, PollBounds.Summary, token), cancellationToken);
            context.Reader.TakeReadable();
            return reading;
        }
        catch (DeviceException failure)
        {
            if (failure.Fault == DeviceFault.CommandRefused)
            {
                context.Reader.TakeUnreadable(failure.Message);
            }

            await context.Watch.TakeFailureAsync(context.Connection.Snapshot, failure, cancellationToken);
            throw;
        }
    }

    private static async ValueTask<OnlineTotalPayload> TakeAsync(RouterContext context, Reading<OnlineTotalReading> reading, CancellationToken cancellationToken)
    {
        var totals = reading.Value.Totals;
        if (totals.Total is { } total)
        {
            context.Online = total;
            context.Curve.Add(reading.TakenAt, total);
            context.Recent.Add(reading.TakenAt, total);
            // Not awaited: where the subscribers went is asked of the same router, and this poll must not wait for that.
            context.Background(token => context.Watch.TakeTotalAsync(reading.TakenAt, total, context.LocateDropAsync, token));
        }

        await context.History.AppendAsync(context.Definition.Id, reading.TakenAt, Samples(totals), cancellationToken);
        return Payload(context, reading);
    }

    private static IReadOnlyList<HistorySample> Samples(OnlineTotals totals)
    {
        var samples = new HistorySamples();
        samples.Add(SeriesNames.OnlineTotal, totals.Total);
        samples.Add(SeriesNames.OnlineIpv4, totals.Ipv4);
        samples.Add(SeriesNames.OnlineIpv6, totals.Ipv6);
        samples.Add(SeriesNames.OnlineDualStack, totals.DualStack);
        return samples.All;
    }

    private static OnlineTotalPayload Payload(RouterContext context, Reading<OnlineTotalReading> reading)
    {
        var totals = reading.Value.Totals;
        var history = context.Curve.Points.Select(p => new OnlineHistoryPoint(p.Timestamp, p.Total, p.Total)).ToList();
        var since = context.PeakSinceStart;
        return new OnlineTotalPayload
        {
            OnlineTotal = totals.Total,
            PeakUsers = context.Curve.Peak,
            Data = new OnlineTotalData
            {
                Total = totals.Total,
                Active = totals.Total,
                Peak = context.Curve.Peak,
                PeakSinceStart = since?.Maximum,
                PeakSinceStartAt = since?.At,
                Ipv4 = totals.Ipv4,
                Ipv6 = totals.Ipv6,
                DualStack = totals.DualStack,
                History = history,
                HistorySize = history.Count,
                LastUpdate = reading.TakenAt,
            },
        };
    }
}
