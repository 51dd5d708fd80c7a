using System.Diagnostics.Metrics;
using Farol.Control.LiveFeed;
using Microsoft.Extensions.Hosting;

namespace Farol.Control.Metrics;

/// <summary>The control plane's own metrics: who listens to which channel, and how fresh what gateways say is.</summary>
internal sealed class ControlMeter : IHostedService, IDisposable
{
    private const string MeterName = "Farol.Control.Figures";

    private readonly Meter _meter;

    public ControlMeter(IMeterFactory meters, ControlFeed feed, TrafficFigures traffic, MinuteWriter minutes)
    {
        _meter = meters.Create(MeterName);
        _meter.CreateObservableUpDownCounter(
            "farol_channel_clients", () => feed.Clients().Select(c => new Measurement<int>(c.Value, new KeyValuePair<string, object?>("channel", c.Key))),
            description: "WebSocket clients by channel of the control plane");
        _meter.CreateObservableUpDownCounter("farol_channel_views", () => feed.OpenViews, description: "Channels of tenants that are open now");
        _meter.CreateObservableCounter("farol_channel_publications", () => feed.Published, description: "Frames made for the control plane's channels");
        _meter.CreateObservableGauge(
            "farol_gateway_counters_age_seconds", () => traffic.Ages().Select(a => new Measurement<double>(a.Value, new KeyValuePair<string, object?>("gateway", a.Key))),
            description: "Time since a linked gateway last told its counters");
        _meter.CreateObservableCounter(
            "farol_gateway_counters_received", () => traffic.Frames().Select(f => new Measurement<long>(f.Value, new KeyValuePair<string, object?>("gateway", f.Key))),
            description: "Frames of counters taken from a gateway");
        _meter.CreateObservableUpDownCounter("farol_figures_scopes", () => traffic.ScopeCount, description: "Tenants and gateways with figures of their own");
        _meter.CreateObservableCounter("farol_figures_rows_lost", () => minutes.Lost, description: "Minutes of figures that could not be written to the history");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();
}
