namespace Farol.Gateway.Metering;

/// <summary>What one series used in a stretch of time.</summary>
internal sealed record MeteringRow(SeriesKey Key, long Requests, long BytesIn, long BytesOut, long Errors);
