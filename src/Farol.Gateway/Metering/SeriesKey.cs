namespace Farol.Gateway.Metering;

/// <summary>What requests are counted by. Null: the route has none.</summary>
internal readonly record struct SeriesKey(string Route, string? Pool, string? Tenant);
