namespace Farol.Monitor.History;

/// <summary>One step of a series: the mean, least and greatest of its samples; all null where there was no sample.</summary>
/// <param name="Timestamp">Start of the step.</param>
public readonly record struct HistoryPoint(DateTimeOffset Timestamp, double? Value, double? Minimum, double? Maximum);
