namespace Farol.Telemetry.Logging;

/// <summary>What a search of the log found.</summary>
/// <param name="Records">The page that was asked for, the newest first.</param>
/// <param name="Total">All that fit, as far as it was looked.</param>
/// <param name="HasFile">False: there is no file, and only what this process has in memory was looked at.</param>
/// <param name="Since">The time of the oldest record that was looked at; null: there is none.</param>
/// <param name="IsWhole">False: the search stopped at its bound, and there is older that was not looked at.</param>
public sealed record LogFinding(IReadOnlyList<LogRecord> Records, int Total, bool HasFile, DateTimeOffset? Since, bool IsWhole);
