using Farol.Control.Gateways;
using Farol.Link;
using Farol.Link.Protocol;

namespace Farol.Control.Tests.Metrics;

/// <summary>A gateway that a test lets count, telling an observer each second as the link does.</summary>
internal sealed class PretendGateway(IGatewayObserver observer, string name = "local")
{
    private readonly Dictionary<(string Tenant, string Route, string Pool), SeriesCounters> _series = [];
    private readonly List<SeriesCounters> _changed = [];
    private ulong _number;

    public long Connections { get; set; }

    public List<BackendCounters> Backends { get; } = [];

    public LinkedGateway Linked => new() { Name = name, IsConnected = true };

    /// <summary>Counts requests that took 4 ms each.</summary>
    public PretendGateway Serve(int requests, string tenant = "", int errors = 0, string route = "r", string pool = "p", long inFlight = 0)
    {
        if (!_series.TryGetValue((tenant, route, pool), out var series))
        {
            series = new SeriesCounters { Tenant = tenant, Route = route, Pool = pool };
            series.LatencyBuckets.AddRange(new long[LatencyBounds.Buckets]);
            _series.Add((tenant, route, pool), series);
        }

        series.RequestsTotal += requests;
        series.ServerErrorsTotal += errors;
        series.BytesInTotal += requests * 100;
        series.BytesOutTotal += requests * 1000;
        series.LatencyMicrosecondsTotal += requests * 4000;
        series.LatencyBuckets[Bucket(4000)] += requests;
        series.InFlight = inFlight;
        _changed.Add(series);
        return this;
    }

    /// <summary>Sends a frame.</summary>
    public void Tell(bool isWhole = false)
    {
        var counters = new Counters { Number = ++_number, OpenConnections = Connections, RequestsTotal = _series.Values.Sum(s => s.RequestsTotal) };
        counters.Series.AddRange((isWhole ? _series.Values : _changed.Distinct()).Select(s => s.Clone()));
        counters.Backends.AddRange(Backends.Select(b => b.Clone()));
        _changed.Clear();
        observer.Counted(Linked with { Counters = counters }, counters);
    }

    /// <summary>Its process ends and another begins: every counter begins anew.</summary>
    public void Restart()
    {
        Unlink();
        _series.Clear();
        _changed.Clear();
        _number = 0;
        Link();
    }

    public void Unlink() => observer.Changed(Linked with { IsConnected = false, Disconnection = "its process has ended" });

    public void Link() => observer.Changed(Linked);

    private static int Bucket(long microseconds)
    {
        var bounds = LatencyBounds.Microseconds;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (microseconds < bounds[i])
            {
                return i;
            }
        }

        return bounds.Length;
    }
}
