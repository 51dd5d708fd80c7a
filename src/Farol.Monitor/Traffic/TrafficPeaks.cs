using Farol.Monitor.Routers;

namespace Farol.Monitor.Traffic;

/// <summary>The 24-hour peaks of both directions, taken up from the history after a restart.</summary>
internal sealed record TrafficPeaks(DayPeak In, DayPeak Out)
{
    private bool _isLoaded;

    public async ValueTask LoadOnceAsync(RouterContext context, CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return;
        }

        _isLoaded = true;
        var day = context.Time.GetUtcNow() - TimeSpan.FromDays(1);
        foreach (var (at, value) in await context.History.ReadRawAsync(context.Definition.Id, SeriesNames.TrafficIn, day, cancellationToken))
        {
            In.Add(at, value);
        }

        foreach (var (at, value) in await context.History.ReadRawAsync(context.Definition.Id, SeriesNames.TrafficOut, day, cancellationToken))
        {
            Out.Add(at, value);
        }
    }

    public void Add(DateTimeOffset at, double? totalIn, double? totalOut)
    {
        if (totalIn is { } known)
        {
            In.Add(at, known);
        }

        if (totalOut is { } sent)
        {
            Out.Add(at, sent);
        }
    }
}
