namespace Farol.Monitor.Pppoe;

/// <summary>One step of the 24-hour curve.</summary>
public readonly record struct OnlineHistoryPoint(DateTimeOffset Timestamp, long Total, long Active);
