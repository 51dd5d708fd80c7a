namespace Farol.Control.Backends;

/// <summary>How the requests of the last minute went at one backend; null: there were none.</summary>
/// <param name="ErrorRate">Percent that failed.</param>
/// <param name="P50Milliseconds">Half of them had their first byte within this time.</param>
/// <param name="P99Milliseconds">99 in a hundred had.</param>
internal readonly record struct RecentFigures(double? ErrorRate, double? P50Milliseconds, double? P99Milliseconds);
