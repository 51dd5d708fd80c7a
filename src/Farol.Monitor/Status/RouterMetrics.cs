using System.Diagnostics.Metrics;
using Farol.Devices.Sessions;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Status;

/// <summary>The routers' figures as Prometheus metrics: read from the last polls when the page is asked for, unknown ones left out.</summary>
internal sealed class RouterMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly RouterRegistry _registry;

    public RouterMetrics(IMeterFactory meters, RouterRegistry registry)
    {
        _registry = registry;
        _meter = meters.Create("Farol.Monitor");
        _meter.CreateObservableGauge("farol_router_up", () => Each(r => r.Connection.Snapshot.State == ConnectionState.Offline ? 0 : 1), null, "1 while a session to the router is open");
        _meter.CreateObservableGauge("farol_router_subscribers_online", () => Each(r => r.Context.Online), null, "Subscribers online, by the router's own count");
        _meter.CreateObservableGauge("farol_router_subscribers_peak", () => Each(r => r.Context.Curve.Peak), null, "Most subscribers online within the last 24 hours");
        _meter.CreateObservableGauge("farol_router_cpu_percent", () => Each(r => r.Context.Figures.Cpu), null, "CPU use of the system, percent");
        _meter.CreateObservableGauge("farol_router_memory_percent", () => Each(r => r.Context.Figures.Memory), null, "Memory use of the system, percent");
        _meter.CreateObservableGauge("farol_router_temperature_celsius", () => Each(r => r.Context.Figures.Temperature), null, "The hottest sensor");
        _meter.CreateObservableGauge("farol_router_sessions_open", () => Each(r => r.Connection.Snapshot.OpenSessions), null, "Terminals of the router that are taken by us");
        _meter.CreateObservableGauge("farol_router_domain_subscribers_online", Domains, null, "Subscribers online by domain");
        _meter.CreateObservableGauge("farol_router_interface_receive_bits_per_second", () => Ports(p => p.Rate.InBitsPerSecond), null, "Bits received by a port, from its counters");
        _meter.CreateObservableGauge("farol_router_interface_transmit_bits_per_second", () => Ports(p => p.Rate.OutBitsPerSecond), null, "Bits sent by a port, from its counters");
        _meter.CreateObservableCounter("farol_poll_runs_total", () => Polls(s => s.Runs), null, "Polls of a family that were made");
        _meter.CreateObservableCounter("farol_poll_errors_total", () => Polls(s => s.Errors), null, "Polls of a family that failed");
        _meter.CreateObservableGauge("farol_poll_last_duration_seconds", () => Polls(s => s.LastDurationSeconds), null, "How long the last poll of a family took");
        _meter.CreateObservableGauge("farol_poll_interval_seconds", () => Polls(s => s.EffectiveIntervalSeconds), null, "The interval in force of a family");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Each(Func<MonitoredRouter, double?> figure)
    {
        foreach (var router in _registry.All)
        {
            if (figure(router) is { } known)
            {
                yield return new Measurement<double>(known, Labels(router));
            }
        }
    }

    private IEnumerable<Measurement<double>> Polls(Func<PollState, double?> figure) =>
        from router in _registry.All
        from family in router.Families.All
        let known = figure(family.State)
        where known is not null
        select new Measurement<double>(known.Value, [.. Labels(router), new("family", family.Plan.Name)]);

    private IEnumerable<Measurement<double>> Domains() =>
        from router in _registry.All
        from domain in router.Context.Figures.Domains
        select new Measurement<double>(domain.Online, [.. Labels(router), new("domain", domain.Domain)]);

    private IEnumerable<Measurement<double>> Ports(Func<Interfaces.PortFigures, double?> figure) =>
        from router in _registry.All
        from port in router.Context.Ports.Figures
        let known = figure(port.Value)
        where known is not null
        select new Measurement<double>(known.Value, [.. Labels(router), new("interface", port.Key)]);

    private static KeyValuePair<string, object?>[] Labels(MonitoredRouter router) =>
        [new("router", router.Definition.Id), new("simulated", router.Definition.IsSimulated ? "true" : "false")];
}
