using Farol.Monitor.Pppoe;
using Farol.Monitor.Routers;
using Farol.Monitor.Status;

namespace Farol.Monitor.Fleet;

/// <summary>Puts a router's last figures into one row. Nothing is asked of the router.</summary>
internal static class FleetView
{
    public const int Steps = 48;

    private static readonly TimeSpan _step = TimeSpan.FromMinutes(30);

    public static FleetRow Of(MonitoredRouter router, bool isDefault, DateTimeOffset now)
    {
        var (context, definition) = (router.Context, router.Definition);
        var connection = router.Connection.Snapshot;
        var online = router.Families[OnlineTotalFamily.Name];
        return new FleetRow
        {
            Id = definition.Id,
            Name = definition.Name,
            Simulated = definition.IsSimulated,
            IsDefault = isDefault,
            Status = connection.State,
            Message = ConnectionText.Of(connection),
            OnlineTotal = context.Online,
            OnlineChange = context.Recent.Change,
            Peak = context.Curve.Peak,
            WorstSlot = context.Figures.WorstSlot?.Slot,
            WorstCpu = context.Figures.WorstSlot?.Cpu ?? context.Figures.Cpu,
            TrafficInBps = context.Figures.TrafficIn,
            TrafficOutBps = context.Figures.TrafficOut,
            OpenIncidents = context.Watch.OpenIncidents,
            AgeSeconds = online.TakenAt is { } taken ? Math.Max(0, (now - taken).TotalSeconds) : null,
            Stale = online.TakenAt is null || online.IsStale,
            Day = Day(context.Curve.Points, now),
        };
    }

    /// <summary>The last value of each half hour.</summary>
    internal static IReadOnlyList<long?> Day(IReadOnlyList<(DateTimeOffset Timestamp, long Total)> points, DateTimeOffset now)
    {
        var day = new long?[Steps];
        var last = now.UtcTicks / _step.Ticks;
        foreach (var (timestamp, total) in points)
        {
            var place = Steps - 1 - (last - (timestamp.UtcTicks / _step.Ticks));
            if (place is >= 0 and < Steps)
            {
                day[place] = total;
            }
        }

        return day;
    }
}
