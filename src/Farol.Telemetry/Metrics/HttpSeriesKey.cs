namespace Farol.Telemetry.Metrics;

internal readonly record struct HttpSeriesKey(string Route, string Method, int Status);
