using Farol.Link.Protocol;

namespace Farol.Control.Metrics;

/// <summary>What passed: a difference between two moments, or a sum of such.</summary>
internal readonly record struct Traffic
{
    public long Requests { get; init; }

    /// <summary>Answered 5xx.</summary>
    public long Errors { get; init; }

    /// <summary>Answered 4xx.</summary>
    public long ClientErrors { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public long LatencyMicroseconds { get; init; }

    public long RateLimited { get; init; }

    public bool IsNothing => Requests == 0 && BytesIn == 0 && BytesOut == 0 && RateLimited == 0;

    /// <summary>True where a counter has gone back: its process has started anew.</summary>
    public bool HasGoneBack => Requests < 0 || Errors < 0 || ClientErrors < 0 || BytesIn < 0 || BytesOut < 0 || LatencyMicroseconds < 0 || RateLimited < 0;

    public static Traffic Of(SeriesCounters series) => new()
    {
        Requests = series.RequestsTotal,
        Errors = series.ServerErrorsTotal,
        ClientErrors = series.ClientErrorsTotal,
        BytesIn = series.BytesInTotal,
        BytesOut = series.BytesOutTotal,
        LatencyMicroseconds = series.LatencyMicrosecondsTotal,
        RateLimited = series.RateLimitedTotal,
    };

    public static Traffic operator +(Traffic one, Traffic other) => new()
    {
        Requests = one.Requests + other.Requests,
        Errors = one.Errors + other.Errors,
        ClientErrors = one.ClientErrors + other.ClientErrors,
        BytesIn = one.BytesIn + other.BytesIn,
        BytesOut = one.BytesOut + other.BytesOut,
        LatencyMicroseconds = one.LatencyMicroseconds + other.LatencyMicroseconds,
        RateLimited = one.RateLimited + other.RateLimited,
    };

    public static Traffic operator -(Traffic one, Traffic other) => new()
    {
        Requests = one.Requests - other.Requests,
        Errors = one.Errors - other.Errors,
        ClientErrors = one.ClientErrors - other.ClientErrors,
        BytesIn = one.BytesIn - other.BytesIn,
        BytesOut = one.BytesOut - other.BytesOut,
        LatencyMicroseconds = one.LatencyMicroseconds - other.LatencyMicroseconds,
        RateLimited = one.RateLimited - other.RateLimited,
    };
}
