using System.Globalization;
using Farol.Devices.Vrp.Alarms;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Alarms;

/// <summary>The router's active alarms.</summary>
internal sealed class AlarmsFamily : IRouterFamilyFactory
{
    public const string Name = "alarms";

    private static readonly TimeSpan _offset = TimeSpan.FromSeconds(3);

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, UpdateName: null, context.Options.AlarmsInterval, context.Options.AlarmsTtl, _offset) { IsLive = false };
        yield return context.Family<ActiveAlarms, AlarmsPayload>(
            plan,
            token => context.Reader.RequireAsync("display alarm active", text => ActiveAlarmsParser.Parse(text), PollBounds.Summary, token),
            (reading, _) => ValueTask.FromResult(Of(reading.Value)));
    }

    private static AlarmsPayload Of(ActiveAlarms active)
    {
        var alarms = active.Alarms
            .OrderBy(a => a.Level ?? int.MaxValue)
            .ThenByDescending(a => a.Sequence)
            .Select(a => new RouterAlarm(
                a.Sequence, a.AlarmId, a.Severity, a.Level, a.Time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), a.Description))
            .ToList();
        return new AlarmsPayload(alarms, alarms.Count, alarms);
    }
}
