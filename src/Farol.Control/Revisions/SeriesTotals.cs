using Farol.Link.Protocol;

namespace Farol.Control.Revisions;

/// <summary>Requests and failures of every route through every gateway since the gateways' starts.</summary>
internal sealed class SeriesTotals
{
    private readonly Dictionary<(string Gateway, string Route, string Pool), (long Requests, long Errors)> _series;

    public SeriesTotals() => _series = [];

    private SeriesTotals(SeriesTotals other) => _series = new(other._series);

    public SeriesTotals Copy() => new(this);

    public void Set(string gateway, SeriesCounters counters) =>
        _series[(gateway, counters.Route, counters.Pool)] = (counters.RequestsTotal, counters.ServerErrorsTotal);

    /// <summary>What came since the other was copied. A gateway that started anew counts from nothing.</summary>
    public (long Requests, long Errors) Since(SeriesTotals other, string gateway, SeriesCounters series)
    {
        var now = _series.GetValueOrDefault((gateway, series.Route, series.Pool));
        var then = other._series.GetValueOrDefault((gateway, series.Route, series.Pool));
        return now.Requests < then.Requests ? now : (now.Requests - then.Requests, now.Errors - then.Errors);
    }
}
