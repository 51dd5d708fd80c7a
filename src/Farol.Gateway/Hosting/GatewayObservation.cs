using System.Buffers;
using Farol.Gateway.Health;
using Farol.Gateway.Http2;
using Farol.Gateway.Loop;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Farol.Link.Protocol;
using Microsoft.Extensions.Logging;

namespace Farol.Gateway.Hosting;

/// <summary>What a running gateway tells about itself: figures, usage since the last time, and events. Nothing here runs on a loop.</summary>
internal sealed class GatewayObservation : IAsyncDisposable
{
    /// <summary>The first event is told at once; those of a flood together, this often.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Backends that became slow are looked for so often.</summary>
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(1);

    private readonly GatewayServer _server;
    private readonly ActiveHealth _checks;
    private readonly MeterReport _report;
    private readonly CounterFrames _frames;
    private readonly UsageCut _usage;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _telling;

    /// <param name="tell">Asked for each event; false: nobody takes it now.</param>
    public GatewayObservation(GatewayServer server, ActiveHealth checks, BackendRegistry registry, Func<Event, bool> tell, ILogger log, TimeProvider time)
    {
        (_server, _checks, _log) = (server, checks, log);
        _report = new MeterReport([.. server.Loops.Select(l => l.Meter)], () => server.Current, registry, time);
        _frames = new CounterFrames(server, _report);
        _usage = new UsageCut(_report);
        _telling = Task.WhenAll(TellAsync(tell, time, _stop.Token), SweepAsync(registry, time, _stop.Token));
    }

    /// <summary>All figures in Prometheus' text format.</summary>
    public ReadOnlyMemory<byte> PrometheusText()
    {
        var text = new ArrayBufferWriter<byte>(16 * 1024);
        _ = _report.Read(figures =>
        {
            GatewayMetrics.Write(text, figures, Counters());
            return true;
        });
        return text.WrittenMemory;
    }

    /// <summary>What was used since the last call. The link keeps it from here on until it is stored.</summary>
    public IReadOnlyList<Link.Protocol.MeteringRow> TakeMetering() =>
    [
        .. _usage.Take().Select(r => new Link.Protocol.MeteringRow
        {
            Route = r.Key.Route,
            Pool = r.Key.Pool ?? "",
            Tenant = r.Key.Tenant ?? "",
            Requests = (ulong)r.Requests,
            BytesIn = (ulong)r.BytesIn,
            BytesOut = (ulong)r.BytesOut,
            Errors = (ulong)r.Errors,
        }),
    ];

    /// <param name="isWhole">All series, and not only those that changed since the last call.</param>
    public Counters ReadCounters(bool isWhole) => _frames.Read(isWhole);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private GatewayCounters Counters() => new()
    {
        Ejections = _server.PassiveHealth.Ejections,
        EjectionsRefused = _server.PassiveHealth.EjectionsRefused,
        HealthChecks = _checks.Checks,
        HealthChecksFailed = _checks.Failures,
        LimitBucketsEvicted = _server.RateLimits.Evicted,
        LimitHits = [.. _server.RateLimits.Rules.Select(r => (r.Identity, r.State.Hits))],
        AccessLogLines = _server.AccessLog.Lines,
        AccessLogDropped = _server.AccessLog.Dropped,
        RequestLines = _server.Requests.Lines,
        RequestLinesDropped = _server.Requests.Dropped,
        EventsDropped = _server.Events.Dropped,
        TlsHandshakes = [.. _server.Tls.Handshakes()],
        Http2Faults = [.. Enum.GetValues<Http2Fault>().Where(f => f != Http2Fault.None).Select(f => (WireNames.Of(f), _server.Loops.Sum(l => l.Http2.Faults(f))))],
    };

    private async Task TellAsync(Func<Event, bool> tell, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _server.Events.WaitAsync(cancellationToken);
            while (_server.Events.TryRead(out var happened))
            {
                // What clients do wrong comes in floods: it is counted and told, and would bury the rest of the log.
                if (happened.Kind is not (GatewayEventKind.Violation or GatewayEventKind.LimitHit or GatewayEventKind.Blocked))
                {
                    _log.LogInformation("{Event}: {Text}", happened.Kind, happened.Text);
                }

                _ = tell(GatewayEvents.ToLink(happened));
            }

            await Task.Delay(_pause, time, cancellationToken);
        }
    }

    /// <summary>Looks for backends that became slow, while there is traffic that could show it.</summary>
    private async Task SweepAsync(BackendRegistry registry, TimeProvider time, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(_sweep, time);
        var outliers = new LatencyOutliers(_server.PassiveHealth);
        var seen = 0L;
        while (await tick.WaitForNextTickAsync(cancellationToken))
        {
            var requests = Requests(registry);
            if (requests != seen)
            {
                seen = requests;
                outliers.Sweep(_server.Current, EventLoop.ClockMicroseconds);
            }
        }
    }

    private static long Requests(BackendRegistry registry)
    {
        var sum = 0L;
        foreach (var backend in registry.All)
        {
            foreach (ref readonly var figures in backend.AllFigures)
            {
                sum += Volatile.Read(in figures.Requests);
            }
        }

        return sum;
    }
}
