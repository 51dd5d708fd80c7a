using Farol.Devices;
using Farol.Devices.Vrp.Chassis;
using Farol.Monitor.History;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.SystemMetrics;

/// <summary>CPU, memory, temperature, power, version: each from its own command, each missing for itself.</summary>
internal sealed class SystemMetricsFamily : IRouterFamilyFactory
{
    public const string Name = "system_metrics";

    private static readonly TimeSpan _offset = TimeSpan.FromSeconds(0.5);

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, "system_metrics_update", context.Options.SystemInterval, context.Options.SystemTtl, _offset);
        yield return context.Family<SystemReading, SystemMetricsPayload>(
            plan, token => ReadAsync(context.Reader, token), (reading, token) => TakeAsync(context, reading, token));
    }

    private static async Task<SystemReading> ReadAsync(RouterReader reader, CancellationToken cancellationToken)
    {
        var bounds = PollBounds.Status;
        var reading = new SystemReading(
            await reader.TryAsync("display version", text => SystemVersionParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display cpu-usage", text => CpuUsageParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display memory-usage", text => MemoryUsageParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display health", text => HealthParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display device", text => DeviceStatusParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display temperature", text => TemperatureParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display power", text => PowerParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display fan", text => FansParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display esn", text => SerialNumbersParser.Parse(text), bounds, cancellationToken));
        return reading.IsEmpty
            ? throw new DeviceException(DeviceFault.CommandRefused, "The router answered none of the system commands; see /api/router_diagnostics for each")
            : reading;
    }

    private static async ValueTask<SystemMetricsPayload> TakeAsync(RouterContext context, Reading<SystemReading> reading, CancellationToken cancellationToken)
    {
        var payload = SystemMetricsView.Of(reading);
        var figures = context.Figures;
        (figures.Cpu, figures.Memory, figures.Temperature) = (payload.Data.Cpu, payload.Data.Memory, payload.Data.Temperature);
        figures.WorstSlot = payload.Data.Slots.Where(s => s.Cpu is not null).Select(s => new SlotLoad(s.Slot, s.Cpu!.Value)).MaxBy(s => s.Cpu);
        var samples = new HistorySamples();
        samples.Add(SeriesNames.Cpu, payload.Data.Cpu);
        samples.Add(SeriesNames.Memory, payload.Data.Memory);
        samples.Add(SeriesNames.Temperature, payload.Data.Temperature);
        foreach (var slot in payload.Data.Slots)
        {
            samples.Add(SeriesNames.SlotCpu(slot.Slot), slot.Cpu);
            samples.Add(SeriesNames.SlotMemory(slot.Slot), slot.Memory);
            samples.Add(SeriesNames.SlotTemperature(slot.Slot), slot.Temperature);
        }

        await context.History.AppendAsync(context.Definition.Id, reading.TakenAt, samples.All, cancellationToken);
        return payload;
    }
}
